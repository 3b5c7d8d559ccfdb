package services.auth.user;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import services.auth.error.UnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordHasherTest {

    private final PasswordHasher hasher = hasher(64, 1, 64);

    @Test
    void eachHashHasASaltOfItsOwnAndNamesItsParameters() {
        String hash = hasher.hash("password");

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").isNotEqualTo(hasher.hash("password"));
    }

    @Test
    void onlyTheSamePasswordIsVerified() {
        String hash = hasher.hash("pässword 🔑");

        assertThat(hasher.verify(hash, "pässword 🔑")).isTrue();
        assertThat(hasher.verify(hash, "passWord 🔑")).isFalse();
        assertThat(hasher.verify(hash, "")).isFalse();
    }

    @Test
    void passwordTypedInAnotherUnicodeFormIsTheSame() {
        String composed = "caf\u00e9 password";
        String decomposed = "cafe\u0301 password";

        assertThat(hasher.verify(hasher.hash(composed), decomposed)).isTrue();
    }

    @Test
    void longPasswordIsNotCut() {
        String longPassword = "x".repeat(127);

        assertThat(hasher.verify(hasher.hash(longPassword + "a"), longPassword + "b"))
                .isFalse();
    }

    @Test
    void hashWithOtherParametersNeedsRehash() {
        String weaker = hasher.hash("password");

        assertThat(hasher.needsRehash(weaker)).isFalse();
        assertThat(hasher(128, 2, 64).needsRehash(weaker)).isTrue();
        assertThat(hasher(128, 2, 64).verify(weaker, "password")).isTrue();
    }

    @Test
    void stormOfLoginsIsShedWhenTheQueueIsFull() {
        PasswordHasher small = hasher(4096, 4, 1);
        try (ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> storm = IntStream.range(0, 50)
                    .mapToObj(ignored -> CompletableFuture.supplyAsync(() -> small.hash("password"), logins))
                    .toList();

            assertThat(storm)
                    .anySatisfy(login -> assertThat(login).succeedsWithin(Duration.ofSeconds(20)))
                    .anySatisfy(
                            login -> assertThatThrownBy(login::join).hasCauseInstanceOf(UnavailableException.class));
        }
    }

    private static PasswordHasher hasher(int memory, int iterations, int queueSize) {
        return new PasswordHasher(
                new PasswordHashingConfiguration(memory, iterations, 1, 1, queueSize, Duration.ofMinutes(1), 0),
                new SimpleMeterRegistry());
    }
}
