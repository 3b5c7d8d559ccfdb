package services.auth.keyrotation;

import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KeyRotationControllerIT {

    private static final Duration LEAD = Duration.ofMillis(600);
    private static final BackingServices BACKING = BackingServices.dedicated();
    private static final AuthServiceUnderTest SERVICE = start();
    private static final AuthServiceUnderTest ANOTHER = start();

    private static AuthServiceUnderTest start() {
        return AuthServiceUnderTest.on(
                BACKING,
                Map.of(
                        "auth-service.signing-key.reload-interval", "200ms",
                        "auth-service.admin.username", "root",
                        "auth-service.admin.email", "root@example.org",
                        "auth-service.admin.password", AuthServiceUnderTest.PASSWORD));
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        ANOTHER.close();
        BACKING.close();
    }

    @Test
    void rotationLetsANewKeyTakeOverInAMomentAndTheOldTokensLive() {
        Pair old = superuser();
        Instant now = SERVICE.bean(TestClock.class).instant();

        Answer answer = rotate(old.token(), "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Instant.parse(answer.text("active_from")))
                .isBetween(now.plus(LEAD).minusMillis(1), now.plusSeconds(20));
        awaitThatItSigns(answer.text("kid"));
        assertThat(SERVICE.isLive(old.token())).isTrue();
        assertThat(ANOTHER.isLive(old.token())).isTrue();
        assertThat(ANOTHER.isLive(superuser().token())).isTrue();
    }

    @Test
    void compromisedKeysAreDeadOnEveryInstanceAndRefreshTokensBringTheirClientsBack() {
        Pair user = SERVICE.pairOf(SERVICE.register());
        Pair superuser = superuser();
        assertThat(ANOTHER.isLive(user.token())).isTrue();

        Answer answer = rotate(superuser.token(), "{\"compromised\":true}");

        assertThat(answer.status()).isEqualTo(202);
        awaitThatItSigns(answer.text("kid"));
        assertThat(SERVICE.isLive(user.token())).isFalse();
        assertThat(ANOTHER.isLive(user.token())).isFalse();
        assertThat(ANOTHER.me(user.token()).status()).isEqualTo(401);
        assertThat(rotate(superuser.token(), "").status()).isEqualTo(401);
        assertThat(ANOTHER.isLive(Pair.of(SERVICE.refresh(user.refreshToken())).token()))
                .isTrue();
    }

    @Test
    void usersWithoutTheRoleAndCallersWithoutATokenAreRefused() {
        long before = keys();

        assertThat(rotate(SERVICE.token(), "{\"compromised\":true}").status()).isEqualTo(403);
        assertThat(SERVICE.post("/signing-keys/rotation", "{}").status()).isEqualTo(401);
        // the internal listener has no such route, and the public one takes no client's token
        assertThat(rotate(SERVICE.clientToken(), "").status()).isEqualTo(401);
        assertThat(keys()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "1", "{\"compromised\":\"maybe\"}", "{\"compromised\":1}", "{\"compromised\":{}}"})
    void malformedRequestIsABadRequestAndChangesNothing(String body) {
        long before = keys();

        Answer answer = rotate(superuser().token(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_request");
        assertThat(keys()).isEqualTo(before);
    }

    private static Pair superuser() {
        return Pair.of(SERVICE.login("root", AuthServiceUnderTest.PASSWORD));
    }

    private static Answer rotate(String token, String body) {
        return SERVICE.send(SERVICE.request(SERVICE.publicUri("/signing-keys/rotation"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static void awaitThatItSigns(String keyId) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(keyIdOf(SERVICE.clientToken())).startsWith(keyId);
            assertThat(keyIdOf(ANOTHER.clientToken())).startsWith(keyId);
        });
    }

    private static String keyIdOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static long keys() {
        return SERVICE.send(SERVICE.request(SERVICE.publicUri("/.well-known/jwks.json")))
                .json()
                .path("keys")
                .size();
    }
}
