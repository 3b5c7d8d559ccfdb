package services.auth.oauth2.authorization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.client.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

class TokenExchangeGrantIT {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestClient gateway = gateway("data:read");
    private final Pair user = service.pairOf(service.register());

    private TestClient gateway(String scope) {
        return TestClient.register(service, scope, metadata -> {
            metadata.setGrantTypes(Set.of(GrantType.TOKEN_EXCHANGE));
            metadata.setResponseTypes(Set.of());
            metadata.setRedirectionURIs(null);
        });
    }

    private static Map<String, String> form(String subjectToken) {
        return Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", subjectToken,
                "subject_token_type", ACCESS_TOKEN);
    }

    private Answer exchange(String subjectToken, Map<String, String> others) {
        return exchange(gateway, subjectToken, others);
    }

    private Answer exchange(TestClient client, String subjectToken, Map<String, String> others) {
        Map<String, String> form = new LinkedHashMap<>(form(subjectToken));
        form.putAll(others);
        return client.post(service, "/oauth2/token", form);
    }

    private static String error(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().path("error").asString();
    }

    @Test
    void tokenIsTheClientsForThatUserAndAllowsNoMoreThanBoth() {
        Answer answer = exchange(user.token(), Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("issued_token_type")).isEqualTo(ACCESS_TOKEN);
        assertThat(answer.text("scope")).isEqualTo("data:read");
        assertThat(answer.json().has("refresh_token")).isFalse();
        Answer validation = service.validate(answer.text("access_token"));
        assertThat(validation.text("client_id")).isEqualTo(gateway.id());
        assertThat(validation.text("sub"))
                .isEqualTo(service.validate(user.token()).text("sub"));
        assertThat(validation.json().path("exp").asLong())
                .isLessThanOrEqualTo(
                        service.validate(user.token()).json().path("exp").asLong());
    }

    @Test
    void exchangedTokenHasNoMoreScopeThanTheSubjectToken() throws Exception {
        TestUser someone = service.register();
        RelyingParty app =
                RelyingParty.register(service, metadata -> metadata.setCustomField("access_token_lifetime", 60));
        // the user and the gateway may do more than the app was allowed
        String shown = app.exchange(app.code(someone, "openid data:read")).text("access_token");
        TestClient mighty = gateway("data:read data:write openid profile users:write");

        Answer whole = exchange(mighty, shown, Map.of());
        Answer less = exchange(mighty, shown, Map.of("scope", "data:read"));

        assertThat(whole.text("scope")).isEqualTo("data:read openid");
        assertThat(service.validate(whole.text("access_token")).text("scope")).isEqualTo("data:read openid");
        assertThat(less.text("scope")).isEqualTo("data:read");
        assertThat(error(exchange(mighty, less.text("access_token"), Map.of("scope", "openid"))))
                .isEqualTo("invalid_scope");
        for (String more : List.of("data:write", "data:read data:write", "profile", "openid users:write", "nonsense")) {
            assertThat(error(exchange(mighty, shown, Map.of("scope", more))))
                    .as(more)
                    .isEqualTo("invalid_scope");
        }
        for (Answer answer : List.of(whole, less)) {
            JWTClaimsSet claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo(someone.id());
            assertThat(claims.getStringClaim("client_id")).isEqualTo(mighty.id());
            assertThat(claims.getExpirationTime())
                    .isBeforeOrEqualTo(SignedJWT.parse(shown).getJWTClaimsSet().getExpirationTime());
        }
    }

    @Test
    void clientProvesItself() {
        Map<String, String> form = form(user.token());

        for (Answer answer : List.of(
                service.tokenRequest(TestClient.form(form)),
                service.tokenRequest(TestClient.form(form) + "&client_id=" + gateway.id()),
                new TestClient(gateway.id(), "wrong").post(service, "/oauth2/token", form))) {
            assertThat(answer.status()).as(answer.body()).isIn(400, 401);
            assertThat(answer.text("error")).isIn("invalid_client", "invalid_request");
        }
        assertThat(TestClient.register(service)
                        .post(service, "/oauth2/token", form)
                        .text("error"))
                .isEqualTo("unauthorized_client");
    }

    @Test
    void tokenEndsWithTheLoginThatItWasMadeOf() {
        String exchanged =
                exchange(user.token(), Map.of()).json().path("access_token").asString();
        assertThat(service.isLive(exchanged)).isTrue();

        service.logout(user.token());

        assertThat(service.isLive(exchanged)).isFalse();
    }

    @Test
    void deadTokenIsNotExchanged() {
        service.logout(user.token());

        assertThat(error(exchange(user.token(), Map.of()))).isEqualTo("invalid_request");
        assertThat(error(exchange("nonsense", Map.of()))).isEqualTo("invalid_request");
    }

    @Test
    void moreThanBothAllowIsRefused() {
        assertThat(error(exchange(user.token(), Map.of("scope", "data:write")))).isEqualTo("invalid_scope");
        assertThat(error(exchange(user.token(), Map.of("scope", "users:write"))))
                .isEqualTo("invalid_scope");
    }

    @Test
    void nobodyActsForAUserButTheClient() {
        String actor = service.token();
        Answer refused = exchange(user.token(), Map.of("actor_token", actor, "actor_token_type", ACCESS_TOKEN));

        assertThat(error(refused)).isEqualTo("invalid_request");
        assertThat(refused.text("error_description")).contains("actor_token");
        // RFC 8693 section 2.1: the one belongs to the other
        assertThat(error(exchange(user.token(), Map.of("actor_token", actor)))).isEqualTo("invalid_request");
    }

    @Test
    void otherKindsAndTargetsAreRefused() {
        assertThat(error(exchange(
                        user.token(), Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:saml2"))))
                .isEqualTo("invalid_request");
        assertThat(error(exchange(user.token(), Map.of("audience", "elsewhere"))))
                .isEqualTo("invalid_target");
        assertThat(error(exchange(user.token(), Map.of("resource", "https://elsewhere.example"))))
                .isEqualTo("invalid_target");
    }
}
