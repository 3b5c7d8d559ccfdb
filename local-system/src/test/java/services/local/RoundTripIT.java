package services.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import services.local.roundtrip.Outcome;
import services.local.roundtrip.RoundTrip;
import services.local.terminal.Terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The round trip through two services that run for real, before and after crashes of each part. */
class RoundTripIT {

    private static LocalSystem system;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        system = LocalSystem.start(LocalSystem.Config.isolated());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void everyStepGoesAsItShould() throws InterruptedException {
        assertThat(play()).as(this::shown).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void everyStepGoesAsItShouldAfterBothServicesWereKilled() throws InterruptedException {
        system.auth().kill();
        system.resource().kill();
        system.auth().start();
        system.resource().start();

        assertThat(play()).as(this::shown).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void everyStepGoesAsItShouldAfterBothServicesWerePaused() throws InterruptedException {
        system.auth().pause();
        system.resource().pause();
        system.resource().resume();
        system.auth().resume();

        assertThat(play()).as(this::shown).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void everyStepSoonGoesAsItShouldAfterTheServersOfTheDataWereKilled() {
        system.postgres().kill();
        system.redis().kill();
        system.postgres().start();
        system.redis().start();

        // until the services have their connections again, 503 with Retry-After is the right answer
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(play()).as(this::shown).isInstanceOf(Outcome.Completed.class));
    }

    private Outcome play() throws InterruptedException {
        Terminal terminal = new Terminal(new PrintStream(screen, true, StandardCharsets.UTF_8), false, false, true);
        return new RoundTrip(system.destination(), terminal, new SecureRandom()).play();
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
