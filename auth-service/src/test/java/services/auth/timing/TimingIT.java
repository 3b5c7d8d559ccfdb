package services.auth.timing;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.AuthServiceUnderTest;
import services.auth.user.PasswordHasher;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** The method is in docs/timing.md. */
class TimingIT {

    private static final Logger LOG = LoggerFactory.getLogger(TimingIT.class);

    private static final int CALLS = Integer.getInteger("timing.calls", 2_000);
    private static final int CALLS_AT_A_LEAK = 1_000;
    private static final String FOREIGN_HASH =
            "$pbkdf2-sha256$3000$MDEyMzQ1Njc4OWFiY2RlZg$OnQ8w4sq/T3hFbGXXSKtU4a8wsK9yQhnqNqWTEMKsFo";

    @Test
    void loginTellsNothing() {
        assertTellsNothing(Probe.LOGIN);
    }

    @Test
    void loginByEmailTellsNothing() {
        assertTellsNothing(Probe.LOGIN_BY_EMAIL);
    }

    @Test
    void forgottenPasswordTellsNothing() {
        assertTellsNothing(Probe.FORGOT);
    }

    @Test
    void registrationTellsNothing() {
        assertTellsNothing(Probe.REGISTER);
    }

    /** Without these it would not be known whether the others can fail. */
    @ParameterizedTest
    @ValueSource(strings = {"hash", "kind", "mail"})
    void leakyBuildIsFound(String leak) {
        Probe probe = leak.equals("mail") ? Probe.FORGOT : Probe.LOGIN;

        Comparison comparison = compare(probe, CALLS_AT_A_LEAK, Map.of("test.leak", leak));

        assertThat(comparison).as(comparison.toString()).matches(Comparison::tellsKnownFromUnknown);
    }

    private static void assertTellsNothing(Probe probe) {
        Comparison comparison = compare(probe, CALLS, Map.of());

        assertThat(comparison).as(comparison.toString()).matches(found -> !found.tellsKnownFromUnknown());
    }

    /** On servers of their own, with as many accounts as there are calls, half of them brought along from another system. */
    private static Comparison compare(Probe probe, int calls, Map<String, Object> leak) {
        Map<String, Object> settings = new HashMap<>(leak);
        settings.put("auth-service.throttling.enabled", true);
        settings.put("auth-service.throttling.login.attempts", "1000000/1m");
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, settings);
                Stopwatch stopwatch = new Stopwatch()) {
            List<String> known = names(calls);
            List<String> unknown = names(calls);
            String hash = service.bean(PasswordHasher.class).hash("a password that nobody tries");
            service.importUsers(
                    service.tokenWith("superuser"),
                    IntStream.range(0, known.size())
                            .mapToObj(i -> line(known.get(i), i % 2 == 0 ? hash : FOREIGN_HASH))
                            .collect(Collectors.joining("\n")));
            Comparison comparison = stopwatch.compare(
                    calls, requests(service, probe, known), requests(service, probe, unknown), probe.status());
            LOG.info("{} {}: {}", probe, leak.isEmpty() ? "" : "that leaks", comparison);
            return comparison;
        }
    }

    private static List<String> names(int calls) {
        return IntStream.range(0, Stopwatch.needed(calls))
                .mapToObj(ignored -> "u" + UUID.randomUUID().toString().replace("-", ""))
                .toList();
    }

    private static String line(String name, String hash) {
        return AuthServiceUnderTest.json(
                Map.of("username", name, "email", Probe.email(name), "email_verified", true, "password_hash", hash));
    }

    private static IntFunction<HttpRequest> requests(AuthServiceUnderTest service, Probe probe, List<String> names) {
        return i -> service.request(service.publicUri(probe.path()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(probe.body(names.get(i))))
                .build();
    }
}
