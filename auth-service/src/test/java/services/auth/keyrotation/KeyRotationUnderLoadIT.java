package services.auth.keyrotation;

import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys change every few moments while people log in here and show their tokens there: not one live token is refused. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyRotationUnderLoadIT {

    private static final int ROTATIONS = 12;
    private static final int CLIENTS = 4;
    private static final int REMEMBERED = 100;
    private static final Map<String, Object> SETTINGS = Map.of(
            "auth-service.signing-key.rotation-interval", "3500ms",
            "auth-service.signing-key.publish-ahead", "3s",
            "auth-service.signing-key.reload-interval", "500ms");

    private final Set<String> keysSeen = ConcurrentHashMap.newKeySet();
    private final AtomicLong issued = new AtomicLong();

    @Test
    void noLiveTokenIsRefusedWhileKeysChange() throws Exception {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest one = AuthServiceUnderTest.on(backing, SETTINGS);
                AuthServiceUnderTest two = AuthServiceUnderTest.on(backing, SETTINGS);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> loads = IntStream.range(0, CLIENTS)
                    .<Callable<Void>>mapToObj(number -> () -> load(number % 2 == 0 ? one : two, List.of(one, two)))
                    .toList();

            for (Future<Void> load : clients.invokeAll(loads)) {
                load.get();
            }
        }
        assertThat(keysSeen).hasSizeGreaterThan(ROTATIONS);
        assertThat(issued.get()).isGreaterThan(10L * ROTATIONS);
    }

    /** Logs in again and again, and shows everybody the newest token and one of the older ones. */
    private Void load(AuthServiceUnderTest home, List<AuthServiceUnderTest> everybody) throws ParseException {
        AuthServiceUnderTest.TestUser user = home.register();
        Queue<String> older = new ArrayDeque<>();
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (keysSeen.size() <= ROTATIONS && System.nanoTime() < end) {
            String newest = home.tokenOf(user);
            keysSeen.add(SignedJWT.parse(newest).getHeader().getKeyID());
            issued.incrementAndGet();
            older.add(newest);
            if (older.size() > REMEMBERED) {
                older.remove();
            }
            String any = older.stream()
                    .skip(ThreadLocalRandom.current().nextInt(older.size()))
                    .findFirst()
                    .orElseThrow();
            String clientToken = home.clientToken();
            for (AuthServiceUnderTest service : everybody) {
                for (String token : List.of(newest, any)) {
                    assertThat(service.validateAs(clientToken, token).text("authenticated"))
                            .isEqualTo("true");
                }
                assertThat(service.me(newest).status()).isEqualTo(200);
            }
        }
        return null;
    }
}
