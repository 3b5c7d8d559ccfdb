package services.backing;

import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of server that this machine can run: always the embedded one, and Docker's where an engine answers. */
final class AvailableKinds {

    private static final Logger LOG = LoggerFactory.getLogger(AvailableKinds.class);

    private AvailableKinds() {}

    static Stream<Kind> of(String image) {
        String obstacle = Docker.obstacle(image);
        if (obstacle.isEmpty()) {
            return Stream.of(Kind.EMBEDDED, Kind.DOCKER);
        }
        LOG.info("Tested without Docker: {}", obstacle);
        return Stream.of(Kind.EMBEDDED);
    }
}
