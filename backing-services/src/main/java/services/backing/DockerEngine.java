package services.backing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.github.dockerjava.api.DockerClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/** The Docker engine that Testcontainers finds; it is looked for once in the life of this JVM. */
final class DockerEngine {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static @Nullable String obstacle;

    private DockerEngine() {}

    /** Why there is none, or an empty text. */
    static synchronized String obstacle() {
        if (obstacle == null) {
            List.of("org.testcontainers", "com.github.dockerjava", "tc").forEach(DockerEngine::silence);
            obstacle = find();
        }
        return obstacle;
    }

    /** Not Testcontainers' own way to it alone, which would start what {@link #leaveRemovalToLastWills} leaves out. */
    static DockerClient client() {
        if (!obstacle().isEmpty()) {
            throw new BackingServiceFailure(obstacle());
        }
        return DockerClientFactory.instance().client();
    }

    private static String find() {
        try {
            return Uninterrupted.call("looking for a Docker engine", ANSWER, DockerEngine::connect);
        } catch (BackingServiceFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String connect() {
        DockerClientFactory factory = DockerClientFactory.instance();
        try {
            factory.getInfo();
        } catch (IllegalStateException ignored) {
            return "no Docker engine answers";
        }
        String obstacle = objection(factory.getTransportConfig().getDockerHost());
        if (obstacle.isEmpty()) {
            leaveRemovalToLastWills();
            factory.client();
        }
        return obstacle;
    }

    /** Where the engine that was asked for does not answer, Testcontainers goes on to the next it knows of. */
    private static String objection(URI found) {
        String wanted = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("");
        boolean askedFor = wanted.isBlank() || wanted.equals(found.toString());
        return askedFor ? "" : "no Docker engine answers at DOCKER_HOST=" + wanted;
    }

    /**
     * Testcontainers' own means of removal are a container from one more image, or a shutdown hook that kills servers
     * while services still use them. It leaves out both for containers that may be reused. Said in memory, and only
     * once the engine is found: finding it writes these settings to the user's home.
     */
    private static void leaveRemovalToLastWills() {
        TestcontainersConfiguration.getInstance()
                .getUserProperties()
                .setProperty("testcontainers.reuse.enable", "true");
    }

    /** An engine that is not there is an error to Testcontainers, with a long story; here it is one line of Kind. */
    private static void silence(String name) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger logger = context.getLogger(name);
            if (logger.getLevel() == null) {
                logger.setLevel(Level.OFF);
            }
        }
    }
}
