package services.local;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderLockTest {

    @TempDir
    private Path temporary;

    @Test
    void secondTakerIsToldWhoHoldsIt() {
        PrivateFolder folder = PrivateFolder.at(temporary);
        try (FolderLock first = FolderLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(LocalSystemFailure.class)
                    .hasMessageContaining("running already (process "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void givenUpItCanBeTakenAgain() {
        PrivateFolder folder = PrivateFolder.at(temporary);
        FolderLock.take(folder).close();

        assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
    }
}
