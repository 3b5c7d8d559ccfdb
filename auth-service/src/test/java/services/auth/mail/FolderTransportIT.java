package services.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;
import services.backing.ReceivedMail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FolderTransportIT {

    @TempDir
    private Path temporary;

    @Test
    void mailBecomesAFileThatProgramsAndPeopleCanRead() throws IOException {
        Path folder = temporary.resolve("new/mail");
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(
                        backing,
                        Map.of(
                                "auth-service.mail.host",
                                "",
                                "auth-service.mail.from",
                                "",
                                "auth-service.mail.folder",
                                folder.toString()))) {
            service.bean(MailQueue.class)
                    .add(TestMailWriter.KIND, "ada@example.org", MailLocale.RU, Map.of("subject", "Код 123456"));

            await().atMost(Duration.ofSeconds(20)).until(() -> files(folder).size() == 1);
            Path file = files(folder).getFirst();
            assertThat(file.getFileName().toString()).matches("\\d{8}T\\d{6}\\.\\d{3}-test-[0-9a-f-]{36}\\.eml");
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .contains("To: ada@example.org", "From: no-reply@localhost", "text of Код 123456");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            try (InputStream eml = Files.newInputStream(file)) {
                ReceivedMail mail = ReceivedMail.read(eml);
                assertThat(mail.recipient()).isEqualTo("ada@example.org");
                assertThat(mail.subject()).isEqualTo("Код 123456");
                assertThat(mail.text()).isEqualToIgnoringNewLines("text of Код 123456");
                assertThat(mail.html()).isEqualToIgnoringNewLines("<p>HTML of Код 123456</p>");
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }
}
