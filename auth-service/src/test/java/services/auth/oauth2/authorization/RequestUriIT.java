package services.auth.oauth2.authorization;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.TestSite;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Request objects that a client keeps at an address of its own. */
class RequestUriIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestSite site = new TestSite();
    private final ECKey key = key();
    private final TestUser user = service.register();
    private final Browser browser = new Browser(service);

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void requestUriIsFetchedOnceAndCountsThen() {
        RelyingParty client = register(service, "/object");
        site.show(
                "/object",
                200,
                sign(client.request(Map.of("state", "of the object", "scope", "openid data:read"))) + "\n");

        Page signIn = browser.open(RelyingParty.path(named(client, "/object")));
        assertThat(signIn.title()).isEqualTo("Sign in");
        // what was read is not read again, on however many pages the user is
        site.show("/object", 200, sign(client.request(Map.of("state", "another", "scope", "openid"))));
        Map<String, String> answer = RelyingParty.parameters(client.lead(
                browser,
                browser.submit(
                        signIn, Map.of("username", user.username(), "password", AuthServiceUnderTest.PASSWORD))));

        assertThat(answer).containsEntry("state", "of the object");
        assertThat(client.exchange(RelyingParty.code(answer)).text("scope")).isEqualTo("data:read openid");
        assertThat(site.requests()).containsExactly(new TestSite.Asked("GET", "/object", ""));
    }

    @Test
    void addressThatIsNotRegisteredToTheLetterIsNotAsked() {
        RelyingParty client = register(service, "/object");
        RelyingParty without = RelyingParty.register(service);
        String object = sign(client.request());
        for (String path : List.of("/object", "/Object", "/object/", "/object?a=1", "/other", "/%6Fbject")) {
            site.show(path, 200, object);
        }
        signIn();

        for (String wrong : List.of("/Object", "/object/", "/object?a=1", "/object#a", "/other", "/%6Fbject")) {
            assertRefused(client.request(Map.of("request_uri", site.at(wrong).toString())), "invalid_request_uri");
        }
        for (String wrong : List.of(
                "nonsense",
                "file:///etc/passwd",
                site.at("/object").toString().replace("http:", "HTTP:"),
                site.at("/object").toString().replace("127.0.0.1", "localhost"),
                site.at("/object").toString().replace("127.0.0.1", "a@127.0.0.1"))) {
            assertRefused(client.request(Map.of("request_uri", wrong)), "invalid_request_uri");
        }
        assertRefused(without.request(Map.of("request_uri", site.at("/object").toString())), "invalid_request_uri");
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void whatIsNoRequestObjectOfTheClientIsRefused() {
        RelyingParty client = register(service, "/object", "/moved");
        String good = sign(client.request(Map.of("state", "of the object")));
        signIn();

        for (int status : new int[] {201, 204, 400, 404, 500}) {
            site.show("/object", status, status == 204 ? "" : status < 300 ? "nonsense" : good);
            Map<String, String> told =
                    RelyingParty.parameters(browser.get(RelyingParty.path(named(client, "/object"))));
            assertThat(told.get("error")).isEqualTo(status < 300 ? "invalid_request_object" : "invalid_request_uri");
        }
        site.show("/object", 200, good);
        site.show("/moved", 302, "", Map.of("Location", site.at("/object").toString()));
        int before = site.requests().size();
        assertRefused(named(client, "/moved"), "invalid_request_uri");
        assertThat(site.requests()).hasSize(before + 1);
        site.show("/object", 200, good + " ".repeat(70_000));
        assertRefused(named(client, "/object"), "invalid_request_uri");
        RelyingParty other = RelyingParty.register(service);
        for (String useless : List.of(
                "nonsense",
                new PlainJWT(claims(client.request())).serialize(),
                good.replaceAll("[^.]{4}$", "AAAA"),
                sign(other.request()),
                sign(client.request(Map.of("response_type", "token"))))) {
            site.show("/object", 200, useless);
            assertRefused(named(client, "/object"), "invalid_request_object");
        }
        site.show("/object", 200, good);
        assertThat(client.answer(browser, named(client, "/object"))).containsEntry("state", "of the object");
    }

    @Test
    void siteThatIsAwayIsToldToTheClient() {
        RelyingParty client = register(service, "/object");
        signIn();
        site.close();

        assertRefused(named(client, "/object"), "invalid_request_uri");
    }

    @Test
    void addressThatIsNotHttpsIsNotAskedUnlessASettingAllowsIt() {
        try (AuthServiceUnderTest strict =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.outbound.allow", ""))) {
            RelyingParty client = register(strict, "/object");
            site.show("/object", 200, sign(client.request()));
            Browser itsBrowser = new Browser(strict);
            itsBrowser.signIn(strict.register().username(), AuthServiceUnderTest.PASSWORD);

            assertThat(RelyingParty.parameters(itsBrowser.get(RelyingParty.path(named(client, "/object")))))
                    .containsEntry("error", "invalid_request_uri");
            assertThat(site.requests()).isEmpty();
            Answer registration = strict.call(
                    "POST",
                    "/clients",
                    strict.tokenWith("admin"),
                    Map.of(
                            "redirect_uris",
                            List.of(RelyingParty.REDIRECT_URI),
                            "request_uris",
                            List.of(site.at("/object").toString())));
            assertThat(registration.status()).as(registration.body()).isEqualTo(400);
            assertThat(registration.body()).contains("request_uris");
        }
    }

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    private void assertRefused(Map<String, String> request, String error) {
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(request))))
                .as(request.toString())
                .containsEntry("error", error)
                .containsEntry("iss", AuthServiceUnderTest.ISSUER)
                .containsEntry("state", "a state")
                .doesNotContainKey("code");
    }

    /** What a browser brings of a request whose object is there. */
    private Map<String, String> named(RelyingParty client, String path) {
        return client.request(Map.of("request_uri", site.at(path).toString()));
    }

    /** One that signs its requests, and has registered these paths of its site. */
    private RelyingParty register(AuthServiceUnderTest at, String... paths) {
        return RelyingParty.register(at, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
            metadata.setRequestObjectURIs(
                    Set.of(Arrays.stream(paths).map(site::at).toArray(URI[]::new)));
        });
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(Map<String, String> parameters) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder().issuer(parameters.get("client_id")).audience(AuthServiceUnderTest.ISSUER);
        parameters.forEach(claims::claim);
        return claims.build();
    }

    private String sign(Map<String, String> parameters) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("a").build(), claims(parameters));
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
