package services.auth.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The SMTP server is away, and nobody notices but those who wait for a mail. */
class MailOutageIT {

    private static final int REQUESTS = 60;

    @Test
    void smtpAwayForAMinuteLosesNothingAndSlowsNoRequest() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            List<String> addresses = new ArrayList<>();
            AuthServiceUnderTest.TestUser user = service.register();
            service.awaitMail(user.email(), 1);
            String token = service.tokenOf(user);
            // the code becomes warm
            requests(service, token, addresses);
            List<Duration> ordinary = requests(service, token, addresses);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> backing.smtp().received().size() == addresses.size() + 1);

            backing.smtp().kill();
            List<Duration> refused = requests(service, token, addresses);
            List<Duration> unanswered;
            try (ScriptedSmtp silent = ScriptedSmtp.silent(backing.smtp().port())) {
                service.bean(TestClock.class).advance(Duration.ofSeconds(30));
                // every sender hangs
                await().atMost(Duration.ofSeconds(20)).until(() -> silent.connections() >= 4);
                unanswered = requests(service, token, addresses);
            }
            service.bean(TestClock.class).advance(Duration.ofSeconds(30));
            assertThat(backing.smtp().received()).hasSize(2 * REQUESTS + 1);
            backing.smtp().start();
            service.bean(TestClock.class).advance(Duration.ofMinutes(5));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> backing.smtp().received().size() >= addresses.size() + 1);
            assertThat(addresses)
                    .hasSize(4 * REQUESTS)
                    .allSatisfy(address -> assertThat(service.mailsTo(address)).hasSize(1));
            assertThat(median(refused)).isLessThan(bound(ordinary));
            assertThat(median(unanswered)).isLessThan(bound(ordinary));
            // a tenth of what one step of SMTP may take
            assertThat(unanswered.get(REQUESTS * 9 / 10)).isLessThan(Duration.ofSeconds(1));
        }
    }

    /** How long each took, in order of that: a request, and a unit of work that asks for a mail. */
    private static List<Duration> requests(AuthServiceUnderTest service, String token, List<String> addresses) {
        TransactionOperations<?> transactions = service.bean(TransactionOperations.class);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String address = UUID.randomUUID() + "@example.org";
            long begin = System.nanoTime();
            transactions.executeWrite(ignored -> {
                service.bean(MailQueue.class).add(TestMailWriter.KIND, address, MailLocale.EN, Map.of());
                return true;
            });
            assertThat(service.me(token).status()).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - begin));
            addresses.add(address);
        }
        times.sort(Comparator.naturalOrder());
        return times;
    }

    private static Duration median(List<Duration> times) {
        return times.get(times.size() / 2);
    }

    /** Wide enough for a busy machine, and far below the time that SMTP takes to fail. */
    private static Duration bound(List<Duration> ordinary) {
        return median(ordinary).multipliedBy(3).plusMillis(50);
    }
}
