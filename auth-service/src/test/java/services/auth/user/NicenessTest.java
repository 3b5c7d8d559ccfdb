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

    /** As proc(5) tells it: the 19th field, where the second is a name in parentheses. */
    private static int ofThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
