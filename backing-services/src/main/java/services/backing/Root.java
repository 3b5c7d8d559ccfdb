package services.backing;

import java.util.List;
import java.util.stream.Stream;

import com.sun.security.auth.module.UnixSystem;

/** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it does. */
final class Root {

    private static final List<String> IN_A_NAMESPACE = List.of("unshare", "--user");

    private Root() {}

    /** The words before a command that must not see that it runs as root; none for everybody else. */
    static List<String> asSomebodyElse() {
        return new UnixSystem().getUid() == 0 ? IN_A_NAMESPACE : List.of();
    }

    /** @throws BackingServiceFailure where root cannot do so, as in many containers */
    static void check() {
        if (!Command.of(Stream.concat(asSomebodyElse().stream(), Stream.of("true"))
                        .toList())
                .run()
                .succeeded()) {
            throw new BackingServiceFailure("the embedded PostgreSQL does not run as root here, as this system "
                    + "gives root no user namespace: start as another user, or with Docker");
        }
    }
}
