package services.auth.mail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.LogLines;
import services.auth.TestClock;
import services.auth.cleanup.CleanUp;
import services.backing.BackingServices;
import services.backing.Database;
import services.backing.ReceivedMail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class MailQueueIT {

    /** So long that only the clock of a test brings a retry. */
    private static final Map<String, Object> SLOW_RETRIES =
            Map.of("auth-service.mail.retry.first", "60s", "auth-service.mail.retry.longest", "240s");

    private final BackingServices backing = BackingServices.dedicated();

    @AfterEach
    void stop() {
        backing.close();
    }

    @Test
    void mailIsSentAfterTheCommitAndNotBefore() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            String early = address();
            String other = address();

            inTransaction(service, () -> {
                add(service, early, Map.of("subject", "early"));
                // a later one, committed by somebody else, is sent meanwhile
                Thread.ofVirtual().start(() -> inTransaction(service, () -> add(service, other, Map.of())));
                service.awaitMail(other, 1);
                assertThat(service.mailsTo(early)).isEmpty();
            });

            ReceivedMail mail = service.awaitMail(early, 1);
            assertThat(mail.subject()).isEqualTo("early");
            assertThat(mail.text()).isEqualToIgnoringNewLines("text of early");
            assertThat(mail.html()).isEqualToIgnoringNewLines("<p>HTML of early</p>");
            assertThat(mail.headers())
                    .containsEntry("From", "Accounts <accounts@auth.test>")
                    .containsEntry("To", early)
                    .containsEntry("Content-Language", "ru")
                    .containsEntry("Auto-Submitted", "auto-generated");
            assertThat(mail.headers().get("Message-ID")).endsWith("@auth.test>");
            awaitRows(0);
            assertThat(count(service, "sent")).isEqualTo(2);
        }
    }

    @Test
    void mailOfATransactionThatFailsIsNeverSent() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            String lost = address();
            String other = address();

            assertThatThrownBy(() -> inTransaction(service, () -> {
                        add(service, lost, Map.of());
                        throw new IllegalStateException("it fails");
                    }))
                    .hasMessage("it fails");
            inTransaction(service, () -> add(service, other, Map.of()));

            service.awaitMail(other, 1);
            awaitRows(0);
            assertThat(service.mailsTo(lost)).isEmpty();
        }
    }

    @Test
    void mailsSurviveARestartOfTheService() {
        List<String> addresses = addresses(10);
        backing.smtp().kill();
        try (AuthServiceUnderTest first = AuthServiceUnderTest.on(backing)) {
            addresses.forEach(address -> inTransaction(first, () -> add(first, address, Map.of())));
            await().until(() -> count(first, "failed") >= 1);
        }
        backing.smtp().start();

        try (AuthServiceUnderTest second = AuthServiceUnderTest.on(backing)) {
            second.bean(TestClock.class).advance(Duration.ofMinutes(10));
            awaitRows(0);
            assertThat(addresses)
                    .allSatisfy(address -> assertThat(second.mailsTo(address)).hasSize(1));
        }
    }

    @Test
    void twoInstancesSendEachMailOnce() {
        List<String> addresses = addresses(60);
        try (AuthServiceUnderTest one = AuthServiceUnderTest.on(backing);
                AuthServiceUnderTest two = AuthServiceUnderTest.on(backing)) {
            for (int i = 0; i < addresses.size(); i++) {
                AuthServiceUnderTest service = i % 2 == 0 ? one : two;
                String address = addresses.get(i);
                inTransaction(service, () -> add(service, address, Map.of()));
            }

            awaitRows(0);
            assertThat(addresses)
                    .allSatisfy(address -> assertThat(one.mailsTo(address)).hasSize(1));
            await().untilAsserted(() ->
                    assertThat(count(one, "sent") + count(two, "sent")).isEqualTo(60));
            assertThat(one.bean(TestMailWriter.class).asked()
                            + two.bean(TestMailWriter.class).asked())
                    .isEqualTo(60);
        }
    }

    @Test
    void mailOfAnInstanceThatDiedOverItIsSentByAnother() throws SQLException {
        String address = address();
        try (AuthServiceUnderTest dead = AuthServiceUnderTest.on(backing, Map.of("auth-service.mail.host", ""))) {
            inTransaction(dead, () -> add(dead, address, Map.of()));
            // it was taken out and the process was killed
            assertThat(dead.bean(MailQueue.class).claim(List.of(TestMailWriter.KIND)))
                    .isPresent();
            assertThat(dead.bean(MailQueue.class).claim(List.of(TestMailWriter.KIND)))
                    .isEmpty();
        }
        try (AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            String later = address();
            inTransaction(other, () -> add(other, later, Map.of()));
            other.awaitMail(later, 1);
            assertThat(other.mailsTo(address)).isEmpty();

            other.bean(TestClock.class).advance(Duration.ofMinutes(2));

            other.awaitMail(address, 1);
        }
    }

    @Test
    void serviceWithoutMailSettingsKeepsItsMailsForOneThatHasThem() {
        String address = address();
        try (LogLines log = LogLines.of(NoTransport.class);
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, Map.of("auth-service.mail.host", ""))) {
            inTransaction(service, () -> add(service, address, Map.of()));

            assertThat(log.told()).singleElement().asString().contains("AUTH_SERVICE_MAIL_HOST");
            assertThat(rows()).isEqualTo(1);
        }
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            service.awaitMail(address, 1);
        }
    }

    @Test
    void mailsAreSentAgainAfterPostgresWasAway() {
        try (LogLines log = LogLines.of(MailDelivery.class);
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            backing.postgres().kill();
            await().atMost(Duration.ofSeconds(20)).until(() -> !log.told().isEmpty());
            backing.postgres().start();
            String address = address();
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                inTransaction(service, () -> add(service, address, Map.of()));
                return true;
            });

            service.awaitMail(address, 1);
            assertThat(log.told()).singleElement().asString().startsWith("WARN Mails wait");
        }
    }

    @Test
    void serverWithoutTlsGetsNoMailWhereTlsIsWanted() {
        try (AuthServiceUnderTest service =
                AuthServiceUnderTest.on(backing, Map.of("auth-service.mail.tls", "starttls"))) {
            inTransaction(service, () -> add(service, address(), Map.of()));

            await().atMost(Duration.ofSeconds(20)).until(() -> count(service, "failed") >= 1);
            assertThat(backing.smtp().received()).isEmpty();
            assertThat(rows()).isEqualTo(1);
        }
    }

    @Test
    void eachRetryWaitsTwiceAsLongUpToTheLongest() throws SQLException {
        backing.smtp().kill();
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, SLOW_RETRIES)) {
            String address = address();
            inTransaction(service, () -> add(service, address, Map.of()));
            int[] longest = {60, 120, 240, 240};
            for (int i = 0; i < longest.length; i++) {
                awaitAttempts(service, i + 1);
                assertThat(secondsToNextAttempt()).isBetween(longest[i] / 2.0, (double) longest[i]);
                service.bean(TestClock.class).advance(Duration.ofSeconds(longest[i]));
            }
            awaitAttempts(service, longest.length + 1);
            backing.smtp().start();
            service.bean(TestClock.class).advance(Duration.ofSeconds(240));

            service.awaitMail(address, 1);
            awaitRows(0);
        }
    }

    @Test
    void mailThatCannotBeSentInTimeIsGivenUpAndTheLogNamesNobody() {
        backing.smtp().kill();
        Map<String, Object> settings = new HashMap<>(SLOW_RETRIES);
        settings.put("auth-service.mail.give-up-after", "1h");
        try (LogLines log = LogLines.of(MailMeters.class);
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, settings)) {
            String address = address();
            inTransaction(service, () -> add(service, address, Map.of("subject", "of a secret kind")));
            awaitAttempts(service, 1);
            service.bean(CleanUp.class).run();
            assertThat(rows()).isEqualTo(1);

            service.bean(TestClock.class).advance(Duration.ofMinutes(61));
            service.bean(CleanUp.class).run();

            assertThat(rows()).isZero();
            assertThat(count(service, "given.up")).isEqualTo(1);
            assertThat(log.told())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("WARN Gave up mail ").contains("of kind test"))
                    .noneSatisfy(line -> assertThat(line).contains(address))
                    .noneSatisfy(line -> assertThat(line).contains("secret"));
        }
    }

    @Test
    void recipientThatTheServerRefusesForGoodIsNotTriedAgain() {
        try (ScriptedSmtp smtp = ScriptedSmtp.replying("550 5.1.1 there is no such mailbox");
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, smtp.settings())) {
            inTransaction(service, () -> add(service, address(), Map.of()));

            awaitRows(0);
            await().until(() -> count(service, "given.up") == 1);
            assertThat(smtp.recipients()).isEqualTo(1);
            assertThat(count(service, "failed")).isZero();
        }
    }

    @Test
    void recipientThatTheServerRefusesForNowIsTriedAgain() {
        try (ScriptedSmtp smtp = ScriptedSmtp.replying("451 4.7.1 greylisted, come back later");
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, smtp.settings())) {
            inTransaction(service, () -> add(service, address(), Map.of()));

            await().until(() -> smtp.recipients() >= 2);
            assertThat(rows()).isEqualTo(1);
            assertThat(count(service, "given.up")).isZero();
        }
    }

    @Test
    void writerThatHasNothingToSaySendsNothing() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            String address = address();
            inTransaction(service, () -> add(service, address, Map.of("silent", "yes")));

            awaitRows(0);
            assertThat(service.mailsTo(address)).isEmpty();
            assertThat(count(service, "given.up")).isZero();
        }
    }

    @Test
    void writerThatFailsIsAskedAgainLater() {
        try (LogLines log = LogLines.of(MailMeters.class);
                AuthServiceUnderTest service =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.mail.retry.first", "100ms"))) {
            String address = address();
            inTransaction(service, () -> add(service, address, Map.of("failures", "2")));

            service.awaitMail(address, 1);
            assertThat(service.bean(TestMailWriter.class).asked()).isEqualTo(3);
            assertThat(count(service, "failed")).isEqualTo(2);
            assertThat(log.told()).noneSatisfy(line -> assertThat(line).contains(address));
        }
    }

    @Test
    void recipientCannotBringHeadersNorFurtherRecipients() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            inTransaction(service, () -> {
                add(service, "ada@example.org\r\nBcc: eve@example.org", Map.of());
                add(service, "ada@example.org, eve@example.org", Map.of());
                add(service, "ada@example.org>\r\nRCPT TO:<eve@example.org", Map.of());
            });

            awaitRows(0);
            await().until(() -> count(service, "given.up") == 3);
            assertThat(backing.smtp().received()).isEmpty();
        }
    }

    @Test
    void mailOfAKindThatNobodyHereWritesWaitsForAnInstanceThatDoes() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            String address = address();
            inTransaction(service, () -> {
                service.bean(MailQueue.class).add("of_the_next_version", address(), MailLocale.EN, Map.of());
                add(service, address, Map.of());
            });

            service.awaitMail(address, 1);
            awaitRows(1);
            assertThat(count(service, "sent")).isEqualTo(1);
        }
    }

    private static void add(AuthServiceUnderTest service, String address, Map<String, String> parameters) {
        service.bean(MailQueue.class).add(TestMailWriter.KIND, address, MailLocale.RU, parameters);
    }

    private static void inTransaction(AuthServiceUnderTest service, Runnable work) {
        TransactionOperations<?> transactions = service.bean(TransactionOperations.class);
        transactions.executeWrite(ignored -> {
            work.run();
            return true;
        });
    }

    private static String address() {
        return UUID.randomUUID() + "@example.org";
    }

    private static List<String> addresses(int count) {
        return IntStream.range(0, count).mapToObj(ignored -> address()).toList();
    }

    private static double count(AuthServiceUnderTest service, String what) {
        return service
                .bean(MeterRegistry.class)
                .find("auth.mail." + what)
                .tag("kind", TestMailWriter.KIND)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void awaitRows(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> rows() == count);
    }

    /** Not earlier than the last of them has failed. */
    private static void awaitAttempts(AuthServiceUnderTest service, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> count(service, "failed") == count);
    }

    private int rows() {
        return (int) queried("SELECT count(*) FROM outgoing_mails");
    }

    private double secondsToNextAttempt() {
        return queried("SELECT extract(epoch FROM next_attempt_at - updated_at) FROM outgoing_mails");
    }

    private double queried(String sql) {
        Database database = backing.postgres().database("auth");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
