package services.auth.oauth2.request;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.fuzz.AuthorizationRequests;
import services.auth.fuzz.Cases;
import services.auth.fuzz.Forms;
import services.auth.fuzz.Jwts;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.message.RefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever an authorization request says, it is accepted or refused, and answered at no other address than the client's. */
class AuthorizationRequestFuzzIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private RelyingParty party;
    private Jwts objects;

    @BeforeEach
    void register() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        party = RelyingParty.register(service, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
        });
        Map<String, Object> claims = new HashMap<>(party.request());
        claims.put("iss", party.client().id());
        claims.put("aud", AuthServiceUnderTest.ISSUER);
        JWSHeader algorithm = new JWSHeader(JWSAlgorithm.ES256);
        objects = new Jwts(
                Map.of("alg", "ES256", "kid", "a", "typ", "oauth-authz-req+jwt"),
                claims,
                input -> new ECDSASigner(key).sign(algorithm, input).decode(),
                key.toPublicJWK().toJSONString());
    }

    @Test
    void requestObjectIsTheClientsOrRefused() {
        RequestObjects reader = service.bean(RequestObjects.class);
        Client client = service.bean(Clients.class).find(party.client().id()).orElseThrow();
        Parameters none = Parameters.of(Map.of());
        assertThat(reader.unpack(client, objects.good(), none, true).find("state"))
                .contains("a state");

        Cases.check(getClass(), "forged request objects", 800, choices -> {
            String forged = objects.forged(choices);
            boolean alone = choices.oneIn(2);
            assertThatThrownBy(() -> reader.unpack(client, forged, none, alone))
                    .as(forged)
                    .isInstanceOf(RefusedException.class);
        });
        Cases.check(getClass(), "odd request objects", 600, choices -> {
            try {
                reader.unpack(client, objects.odd(choices), none, choices.oneIn(2));
            } catch (RefusedException refused) {
                // as it should be
            }
        });
    }

    @Test
    void requestIsAcceptedOrRefusedAndAnsweredAtTheClientsAddress() {
        AuthorizationRequestChecks checks = service.bean(AuthorizationRequestChecks.class);
        Cases.check(getClass(), "authorization requests", 1500, choices -> {
            Forms form = AuthorizationRequests.changed(choices, party.request());
            if (choices.oneIn(4)) {
                form = form.with("request", objects.odd(choices));
            }
            URI address = switch (checks.check(values(form))) {
                case Checked.Accepted accepted -> accepted.request().replyTo().redirectUri();
                case Checked.RefusedToClient refused -> refused.replyTo().redirectUri();
                case Checked.RefusedToUser ignored -> URI.create(RelyingParty.REDIRECT_URI);
            };
            assertThat(address).hasToString(RelyingParty.REDIRECT_URI);
        });
    }

    private static Map<String, List<String>> values(Forms form) {
        Map<String, List<String>> values = new TreeMap<>();
        form.parameters()
                .forEach(one -> values.merge(
                        one.getKey(),
                        List.of(one.getValue()),
                        (before, more) ->
                                Stream.concat(before.stream(), more.stream()).toList()));
        return values;
    }
}
