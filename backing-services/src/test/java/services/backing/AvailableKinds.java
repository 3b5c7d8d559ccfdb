package services.backing;

import java.util.stream.Stream;

/** The kinds of server that this machine can run: always the embedded one, and Docker's where an engine answers. */
final class AvailableKinds {

    private AvailableKinds() {}

    static Stream<Kind> of(String image) {
        return Docker.obstacle(image).isEmpty() ? Stream.of(Kind.EMBEDDED, Kind.DOCKER) : Stream.of(Kind.EMBEDDED);
    }
}
