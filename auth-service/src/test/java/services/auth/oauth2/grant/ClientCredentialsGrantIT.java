package services.auth.oauth2.grant;

import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.client.ClientRegistration;
import services.auth.oauth2.client.ClientRegistrations;
import services.auth.oauth2.client.TestClient;
import services.auth.token.Scope;

import static org.assertj.core.api.Assertions.assertThat;

class ClientCredentialsGrantIT {

    private static final String TOKENS = "/oauth2/token";

    private static final Consumer<OIDCClientMetadata> MACHINE = metadata -> {
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        metadata.setResponseTypes(Set.of());
        metadata.setRedirectionURIs(null);
    };

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void publicClientIsRefused() {
        TestClient app = TestClient.registerPublic(service);
        String form = TestClient.form(Map.of("grant_type", "client_credentials", "client_id", app.id()));

        for (Answer answer : List.of(
                service.tokenRequest(form),
                service.tokenRequest(form + "&client_secret=" + app.secret()),
                app.post(service, TOKENS, Map.of("grant_type", "client_credentials")))) {
            assertThat(answer.status()).as(answer.body()).isIn(400, 401);
            assertThat(answer.text("error")).as(answer.body()).isIn("invalid_client", "unauthorized_client");
            assertThat(answer.json().has("access_token")).isFalse();
        }
        Answer registration = service.call(
                "POST",
                "/clients",
                service.tokenWith("admin"),
                Map.of(
                        "client_id",
                        app.id() + "-2",
                        "grant_types",
                        List.of("client_credentials"),
                        "token_endpoint_auth_method",
                        "none"));
        assertThat(registration.status()).as(registration.body()).isEqualTo(400);
        assertThat(registration.body()).contains("grant_types");
    }

    @Test
    void scopeThatIsLeftOutIsTheClientsOwn() throws Exception {
        TestClient client = machine("openid profile offline_access data:read token:validate");

        Answer whole = token(client, Map.of());
        assertThat(whole.status()).as(whole.body()).isEqualTo(200);
        assertThat(whole.text("scope")).isEqualTo("data:read token:validate");
        assertThat(claims(whole).getStringClaim("scope")).isEqualTo("data:read token:validate");
        assertThat(token(client, Map.of("scope", "data:read")).text("scope")).isEqualTo("data:read");
        for (String beyond : List.of(
                "data:write",
                "data:read data:write",
                "nonsense",
                "openid",
                "data:read offline_access",
                "profile",
                "DATA:READ")) {
            Answer refused = token(client, Map.of("scope", beyond));
            assertThat(refused.status()).as(beyond).isEqualTo(400);
            assertThat(refused.text("error")).as(beyond).isEqualTo("invalid_scope");
        }
        assertThat(token(machine("openid profile"), Map.of()).text("error")).isEqualTo("invalid_scope");
    }

    @Test
    void subjectIsTheClientAndNoUser() throws Exception {
        TestUser user = service.register();

        for (String id : List.of("client-of-" + user.username(), user.username(), user.id())) {
            Answer answer = token(named(id), Map.of());

            JWTClaimsSet claims = claims(answer);
            assertThat(claims.getSubject()).isEqualTo(id);
            assertThat(claims.getStringClaim("client_id")).isEqualTo(id);
            assertThat(claims.getAudience()).containsExactly(AuthServiceUnderTest.ISSUER);
            assertThat(claims.getClaims()).doesNotContainKeys("sid", "gen", "roles");
            assertThat(answer.json().has("refresh_token")).isFalse();
            assertThat(answer.json().has("id_token")).isFalse();
            String token = answer.text("access_token");
            assertThat(service.isLive(token)).as(id).isFalse();
            assertThat(service.get("/oauth2/userinfo", token).status()).as(id).isEqualTo(401);
            for (String path : List.of("/users/me", "/users/me/sessions", "/users/" + user.id())) {
                assertThat(service.get(path, token).status()).as(id + path).isIn(401, 403);
            }
            assertThat(service.logout(token).status()).as(id).isIn(401, 403);
        }
    }

    private Answer token(TestClient client, Map<String, String> others) {
        Map<String, String> form = new HashMap<>(others);
        form.put("grant_type", "client_credentials");
        return client.post(service, TOKENS, form);
    }

    private TestClient machine(String scope) {
        return TestClient.register(service, scope, MACHINE);
    }

    /** A machine of that name. */
    private TestClient named(String id) {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        MACHINE.accept(metadata);
        ClientRegistrations.Registered registered = service.bean(ClientRegistrations.class)
                .add(id, new ClientRegistration(Scope.parse("data:read users:read"), metadata), null)
                .orElseThrow();
        return new TestClient(id, Objects.requireNonNull(registered.secret()).value());
    }

    private static JWTClaimsSet claims(Answer answer) throws ParseException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
    }
}
