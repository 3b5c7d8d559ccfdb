package services.auth.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class NicenessTest {

    private static final int NICE = 19;
    private static final int POLICY = 41;

    private static final Executor NEW_THREAD = task -> Thread.ofPlatform().start(task);

    @Test
    void threadGivesWayAndNoOtherDoes() {
        int before = ofThisThread();

        int after = CompletableFuture.supplyAsync(
                        () -> {
                            Niceness.addToThisThread(7);
                            return ofThisThread();
                        },
                        NEW_THREAD)
                .join();

        assertThat(after).isEqualTo(before + 7);
        assertThat(ofThisThread()).isEqualTo(before);
        assertThat(CompletableFuture.supplyAsync(NicenessTest::ofThisThread, NEW_THREAD)
                        .join())
                .isEqualTo(before);
    }

    @Test
    void zeroLeavesTheThreadAsItIs() {
        int after = CompletableFuture.supplyAsync(
                        () -> {
                            Niceness.addToThisThread(0);
                            return ofThisThread();
                        },
                        NEW_THREAD)
                .join();

        assertThat(after).isEqualTo(ofThisThread());
    }

    /** sched(7): 3 is SCHED_BATCH, 0 is what every thread is by itself. */
    @Test
    void threadThatGivesWayIsOfTheBatchPolicyAndNoOtherIs() {
        String after = CompletableFuture.supplyAsync(
                        () -> {
                            Niceness.addToThisThread(7);
                            return fieldOfThisThread(POLICY);
                        },
                        NEW_THREAD)
                .join();

        assertThat(after).isEqualTo("3");
        assertThat(fieldOfThisThread(POLICY)).isEqualTo("0");
    }

    private static int ofThisThread() {
        return Integer.parseInt(fieldOfThisThread(NICE));
    }

    /** The fields of proc(5) from the third on: the second is a name in parentheses. */
    private static String fieldOfThisThread(int number) {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number - 3];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
