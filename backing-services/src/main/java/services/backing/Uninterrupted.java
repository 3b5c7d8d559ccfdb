package services.backing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Work on a thread of its own, which an interruption of the caller does not reach. It would close the channel to the
 * Docker engine in the middle of a command, and leave a server half started or half stopped; it is kept for later.
 */
final class Uninterrupted {

    private Uninterrupted() {}

    /** @throws BackingServiceFailure if the work fails or does not end within the limit */
    static <T> T call(String purpose, Duration limit, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name(purpose).start(task);
        if (!Deadline.met(limit, task::isDone)) {
            throw new BackingServiceFailure(purpose + " failed: no answer within " + limit.toSeconds() + " s");
        }
        if (task.state() == FutureTask.State.SUCCESS) {
            return task.resultNow();
        }
        Throwable failure = task.exceptionNow();
        throw new BackingServiceFailure(purpose + " failed: " + reason(failure), failure);
    }

    /** The root's first line, out of the JSON of an engine's answer: around it are the names of Testcontainers' steps. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String line = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("^Status \\d+: \\{\"message\":\"(.*)\"}$", "$1")
                .replace("\\\"", "\"");
    }
}
