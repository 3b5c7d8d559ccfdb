package services.backing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** What is asked of the Docker engine. */
final class Docker {

    /** A question whose answer matters: its failure is the caller's. */
    interface Question<T> {
        T ask(DockerClient engine);
    }

    /** A command whose failure means that things are as wanted already: not paused, not running, not there. */
    interface Wish {
        void tell(DockerClient engine);
    }

    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration PULL = Duration.ofMinutes(10);

    private Docker() {}

    /** Why that image cannot be run here, or an empty text when it can. Pulls an image that is absent. */
    static String obstacle(String image) {
        String obstacle = DockerEngine.obstacle();
        if (!obstacle.isEmpty()) {
            return obstacle;
        }
        DockerImageName name = ImageNameSubstitutor.instance().apply(DockerImageName.parse(image));
        return isHere(name) ? "" : pull(name);
    }

    static <T> T ask(String purpose, Question<T> question) {
        return Uninterrupted.call(purpose, ANSWER, () -> question.ask(DockerEngine.client()));
    }

    /** One after the other, whatever becomes of those before. */
    static void tell(String purpose, Wish... wishes) {
        ask(purpose, engine -> {
            for (Wish wish : wishes) {
                try {
                    wish.tell(engine);
                } catch (DockerException ignored) {
                    // it is as wanted already
                }
            }
            return true;
        });
    }

    static Wish resume(String container) {
        return engine -> engine.unpauseContainerCmd(container).exec();
    }

    static Wish stop(String container) {
        return engine -> engine.stopContainerCmd(container)
                .withTimeout((int) GRACE.toSeconds())
                .exec();
    }

    static Wish remove(String container) {
        return engine -> engine.removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
    }

    static Wish removeVolume(String volume) {
        return engine -> engine.removeVolumeCmd(volume).exec();
    }

    /** Removes the containers with that volume, such as one that outlived its JVM. */
    static Wish removeUsersOf(String volume) {
        return engine -> engine.listContainersCmd().withShowAll(true).withVolumeFilter(List.of(volume)).exec().stream()
                .map(container -> remove(container.getId()))
                .forEach(removal -> removal.tell(engine));
    }

    private static boolean isHere(DockerImageName image) {
        return ask("looking for the image " + image, engine -> {
            try {
                engine.inspectImageCmd(image.asCanonicalNameString()).exec();
                return true;
            } catch (NotFoundException ignored) {
                return false;
            }
        });
    }

    /** May take minutes and leaves nothing half done, so an interruption breaks it off. */
    private static String pull(DockerImageName image) {
        String failure;
        try (PullImageResultCallback pull = DockerEngine.client()
                .pullImageCmd(image.getUnversionedPart())
                .withTag(image.getVersionPart())
                .exec(new PullImageResultCallback())) {
            if (pull.awaitCompletion(PULL.toSeconds(), TimeUnit.SECONDS)) {
                return "";
            }
            failure = "not done within " + PULL.toMinutes() + " minutes";
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
            failure = "broken off";
        } catch (Exception e) {
            failure = Uninterrupted.reason(e);
        }
        return "the image " + image + " is not here and cannot be pulled (" + failure + ")";
    }
}
