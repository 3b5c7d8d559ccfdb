package services.auth.oauth2.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.fuzz.Cases;
import services.auth.fuzz.ClientMetadata;
import services.auth.fuzz.Json;
import services.auth.fuzz.Jwts;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent to prove a client or to register one, it is taken or refused, and nothing else happens. */
class ClientFuzzIT {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final ClientAssertions assertions = service.bean(ClientAssertions.class);

    @Test
    void assertionProvesTheClientOrNothing() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        String id = TestClient.register(service, metadata -> {
                    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
                    metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
                })
                .id();
        Client client = service.bean(Clients.class).find(id).orElseThrow();
        assertThat(isProof(client, assertions(id, key).good())).isTrue();

        Jwts unused = assertions(id, key);
        Cases.check(getClass(), "forged assertions", 800, choices -> {
            String forged = unused.forged(choices);
            assertThat(isProof(client, forged)).as(forged).isFalse();
        });
        Cases.check(getClass(), "odd assertions", 600, choices -> isProof(client, unused.odd(choices)));
    }

    @Test
    void registrationIsTakenOrRefused() {
        ClientRules rules = service.bean(ClientRules.class);
        Cases.check(getClass(), "registrations", 2000, choices -> {
            String json = Json.text(choices, ClientMetadata.changed(choices));
            ClientRegistration taken;
            try {
                JSONObject members = JSONObjectUtils.parse(json);
                taken = rules.check(members, choices.of(List.of(Registrar.CLIENT, Registrar.ADMINISTRATOR)));
            } catch (ParseException | RefusedException refused) {
                return;
            }
            // as it rests
            String written = taken.metadata().toJSONObject(true).toJSONString();
            assertThat(OIDCClientMetadata.parse(JSONObjectUtils.parse(written))).isNotNull();
        });
    }

    private static Jwts assertions(String id, ECKey key) {
        long now = Instant.now().getEpochSecond();
        JWSHeader algorithm = new JWSHeader(JWSAlgorithm.ES256);
        return new Jwts(
                Map.of("alg", "ES256", "kid", "a"),
                Map.of(
                        "iss",
                        id,
                        "sub",
                        id,
                        "aud",
                        AuthServiceUnderTest.ISSUER,
                        "iat",
                        now,
                        "exp",
                        now + 300,
                        "jti",
                        UUID.randomUUID().toString()),
                input -> new ECDSASigner(key).sign(algorithm, input).decode(),
                key.toPublicJWK().toJSONString());
    }

    private boolean isProof(Client client, String assertion) {
        try {
            PrivateKeyJWT presented = Reading.of(() -> PrivateKeyJWT.parse(
                    Map.of("client_assertion", List.of(assertion), "client_assertion_type", List.of(TYPE))));
            return assertions.isGood(client, presented.getClientAssertion());
        } catch (ParseException malformed) {
            return false;
        }
    }
}
