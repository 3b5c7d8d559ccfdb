package services.auth.account;

import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class SessionControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void userSeesTheOwnOpenLoginsNewestFirst() throws Exception {
        TestUser user = service.register();
        service.logout(service.tokenOf(user));
        Pair first = service.pairOf(user);
        Pair second = Pair.of(service.refresh(service.pairOf(user).refreshToken()));
        service.token();

        JsonNode items = sessions(first.token(), "").json().path("items");

        assertThat(items).hasSize(2);
        JsonNode newest = items.get(0);
        assertThat(newest.path("id").asString()).isEqualTo(sid(second.token()));
        assertThat(newest.path("current").asBoolean()).isFalse();
        assertThat(newest.path("refresh_count").asInt()).isEqualTo(1);
        assertThat(newest.path("flavour").asString()).isEqualTo("sliding");
        assertThat(newest.path("client_id").asString()).isEqualTo("login");
        assertThat(newest.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(newest.path("created_at").asString()).endsWith("Z");
        assertThat(newest.path("token_expires_at").asString())
                .isLessThan(newest.path("expires_at").asString());
        assertThat(items.get(1).path("id").asString()).isEqualTo(sid(first.token()));
        assertThat(items.get(1).path("current").asBoolean()).isTrue();
    }

    @Test
    void pagesShowEveryLoginOnce() throws Exception {
        TestUser user = service.register();
        List<String> logins = new ArrayList<>();
        String token = "";
        for (int i = 0; i < 5; i++) {
            token = service.tokenOf(user);
            logins.addFirst(sid(token));
        }

        List<String> seen = new ArrayList<>();
        JsonNode page = sessions(token, "?limit=2").json();
        while (true) {
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            if (page.path("next").isNull()) {
                break;
            }
            page = sessions(token, "?limit=2&after=" + page.path("next").asString())
                    .json();
        }

        assertThat(seen).isEqualTo(logins);
    }

    @Test
    void endedLoginIsDeadAndTheOthersLive() throws Exception {
        TestUser user = service.register();
        Pair lost = service.pairOf(user);
        String token = service.tokenOf(user);

        assertThat(end(sid(lost.token()), token).status()).isEqualTo(204);

        assertThat(service.isLive(lost.token())).isFalse();
        assertThat(service.refresh(lost.refreshToken()).status()).isEqualTo(401);
        assertThat(service.isLive(token)).isTrue();
        assertThat(end(sid(lost.token()), token).status()).isEqualTo(404);
    }

    @Test
    void nobodyEndsTheLoginOfAnother() throws Exception {
        String victim = service.token();

        Answer answer = end(sid(victim), service.token());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("not_found");
        assertThat(service.isLive(victim)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?limit=-1", "?after=x", "?limit=", "?after="})
    void uselessPageIsABadRequest(String query) {
        Answer answer = sessions(service.token(), query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1"})
    void uselessIdIsNotFound(String id) {
        assertThat(end(id, service.token()).status()).isEqualTo(404);
    }

    private Answer sessions(String token, String query) {
        return service.get("/users/me/sessions" + query, token);
    }

    private Answer end(String id, String token) {
        return service.send(service.request(service.publicUri("/users/me/sessions/" + id))
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }

    private static String sid(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
    }
}
