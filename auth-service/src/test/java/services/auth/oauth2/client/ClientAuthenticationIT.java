package services.auth.oauth2.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.BehindProxy;
import services.auth.TestClock;
import services.auth.token.Scope;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that prove themselves at the token endpoint. */
class ClientAuthenticationIT {

    private static final AuthServiceUnderTest SERVICE =
            AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.outbound.allow", "127.0.0.1"));
    private static final String SUPERUSER = SERVICE.tokenWith("superuser");
    private static final RSAKey RSA = rsa();

    private final String name = "client-" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256"})
    void assertionIsGoodOnce(String algorithm) throws Exception {
        JWK key = algorithm.startsWith("ES") ? ec("a") : RSA;
        register(key);
        String assertion = sign(key, JWSAlgorithm.parse(algorithm), claims -> {});

        assertThat(token(assertion).status()).isEqualTo(200);
        assertThat(token(assertion).text("error")).isEqualTo("invalid_client");
    }

    @Test
    void ofManyUsesAtOnceOneIsTheFirst() throws Exception {
        register(RSA);
        String assertion = sign(RSA, JWSAlgorithm.RS256, claims -> {});

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(ignored ->
                        CompletableFuture.supplyAsync(() -> token(assertion).status()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/oauth2/token", "/oauth2/par"})
    void assertionIsForThisServiceOrAnEndpointOfIt(String path) throws Exception {
        register(RSA);

        assertThat(token(sign(RSA, JWSAlgorithm.RS256, claims -> claims.audience(AuthServiceUnderTest.ISSUER + path)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void assertionThatIsWrongInAnythingIsRefused() throws Exception {
        register(RSA);
        Instant now = Instant.now();
        List<Consumer<JWTClaimsSet.Builder>> wrong = List.of(
                claims -> claims.audience("https://other.example/"),
                claims -> claims.audience(AuthServiceUnderTest.ISSUER + ".evil.example/oauth2/token"),
                claims -> claims.audience((String) null),
                claims -> claims.audience(List.of(AuthServiceUnderTest.ISSUER, "https://other.example/")),
                claims -> claims.issuer("another"),
                claims -> claims.subject("another"),
                claims -> claims.issuer(null),
                claims -> claims.subject(null),
                claims -> claims.expirationTime(Date.from(now.minusSeconds(120))),
                claims -> claims.expirationTime(Date.from(now.plus(Duration.ofHours(1)))),
                claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5)))),
                claims -> claims.issueTime(Date.from(now.plus(Duration.ofMinutes(5)))),
                claims -> claims.jwtID(null));
        for (Consumer<JWTClaimsSet.Builder> change : wrong) {
            assertInvalidClient(token(sign(RSA, JWSAlgorithm.RS256, change)));
        }
        assertInvalidClient(token(sign(rsa(), JWSAlgorithm.RS256, claims -> {})));
        // an algorithm that is not taken, and the public key as the secret of a MAC
        assertInvalidClient(token(sign(RSA, JWSAlgorithm.RS512, claims -> {})));
        assertInvalidClient(token(mac(RSA.toPublicJWK().toJSONString())));
        String good = assertionForm(sign(RSA, JWSAlgorithm.RS256, claims -> {}));
        assertInvalidClient(form(good.replace("jwt-bearer", "saml2-bearer")));
        assertInvalidClient(form(good.replaceFirst("&client_assertion_type=[^&]*", "")));
        assertThat(form(good).status()).isEqualTo(200);
    }

    private static void assertInvalidClient(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256"})
    void privateKeyJwtAuthenticates(String algorithm) throws Exception {
        JWK key = algorithm.startsWith("ES") ? ec("a") : RSA;
        try (KeyServer server = new KeyServer(jwksText(key))) {
            for (Map.Entry<String, ?> keys :
                    Map.of("jwks", jwks(key), "jwks_uri", server.address()).entrySet()) {
                String id = name + "-" + keys.getKey();
                register(
                        id,
                        Map.of(
                                "token_endpoint_auth_method",
                                "private_key_jwt",
                                "grant_types",
                                List.of(
                                        "client_credentials",
                                        "authorization_code",
                                        "urn:ietf:params:oauth:grant-type:device_code"),
                                "redirect_uris",
                                List.of("https://client.example/callback"),
                                keys.getKey(),
                                keys.getValue()));
                for (String request : List.of(
                        "/oauth2/token?grant_type=client_credentials",
                        "/oauth2/par?response_type=code&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback",
                        "/oauth2/introspect?token=unknown",
                        "/oauth2/revoke?token=unknown",
                        "/oauth2/device_authorization?scope=token%3Avalidate")) {
                    String[] parts = request.split("\\?", 2);
                    String assertion = sign(
                            key,
                            JWSAlgorithm.parse(algorithm),
                            claims -> claims.issuer(id).subject(id));

                    Answer answer = send(parts[0], parts[1] + assertionForm(assertion));

                    assertThat(answer.status()).as(request + answer.body()).isBetween(200, 201);
                    assertInvalidClient(send(parts[0], parts[1] + assertionForm(assertion)));
                }
            }
        }
    }

    @Test
    void basicCredentialsAreFormUrlDecoded() {
        String secret = "p:%25 +&=\u00e9\u20ac" + UUID.randomUUID();
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        SERVICE.bean(ClientRegistrations.class)
                .provision(name, secret, new ClientRegistration(Scope.parse("data:read"), metadata));
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);

        assertThat(basic(name.replace("-", "%2D"), encoded, "").status()).isEqualTo(200);
        assertThat(basic(name, encoded.replace("+", "%20"), "").status()).isEqualTo(200);
        assertInvalidClient(basic(name, encoded + "x", ""));
        assertThat(basic(name, secret, "").status()).isBetween(400, 401);
    }

    @Test
    void guessesAtAClientSecretAreLimited() {
        Map<String, Object> settings = Map.of("auth-service.throttling.client-secret", "3/1h");
        try (AuthServiceUnderTest one = BehindProxy.throttled(BackingServices.shared(), settings);
                AuthServiceUnderTest other = BehindProxy.throttled(BackingServices.shared(), settings)) {
            TestClient client = TestClient.register(one);
            TestClient guess = new TestClient(client.id(), "guess");
            String attacker = BehindProxy.address();
            for (int i = 0; i < 3; i++) {
                assertInvalidClient(token(one, guess, attacker));
            }

            for (AuthServiceUnderTest service : List.of(one, other)) {
                for (String path : List.of(
                        "/oauth2/token",
                        "/oauth2/par",
                        "/oauth2/introspect",
                        "/oauth2/revoke",
                        "/oauth2/device_authorization")) {
                    assertTooMany(send(service, path, guess, attacker));
                }
                // else the one guess that is right would be told
                assertTooMany(token(service, client, attacker));
            }

            // who is right goes on elsewhere, as often as it likes
            String own = BehindProxy.address();
            for (int i = 0; i < 6; i++) {
                assertThat(token(one, client, own).status()).isEqualTo(200);
            }
            assertThat(token(one, TestClient.register(one), attacker).status()).isEqualTo(200);
            one.bean(TestClock.class).advance(Duration.ofHours(2));
            assertThat(token(one, client, attacker).status()).isEqualTo(200);
        }
    }

    private static void assertTooMany(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3600);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static Answer token(AuthServiceUnderTest service, TestClient client, String address) {
        return send(service, "/oauth2/token", client, address);
    }

    /** A request that would be good at whichever endpoint. */
    private static Answer send(AuthServiceUnderTest service, String path, TestClient client, String address) {
        return service.send(service.request(service.publicUri(path))
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&token=x&response_type=code&client_id="
                        + client.id() + "&client_secret=" + client.secret())));
    }

    private static Answer send(String path, String form) {
        return SERVICE.send(SERVICE.request(SERVICE.publicUri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void assertionOfAnotherClientProvesThatOne() throws Exception {
        register(RSA);
        String other = "other-" + UUID.randomUUID();
        register(other, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", jwks(ec("b"))));

        Answer answer = token(
                sign(RSA, JWSAlgorithm.RS256, claims -> claims.issuer(other).subject(other)));

        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    @Test
    void registeredAlgorithmIsTheOnlyOne() throws Exception {
        register(
                name,
                Map.of(
                        "token_endpoint_auth_method", "private_key_jwt",
                        "token_endpoint_auth_signing_alg", "PS256",
                        "jwks", jwks(RSA)));

        assertThat(token(sign(RSA, JWSAlgorithm.RS256, claims -> {})).status()).isEqualTo(401);
        assertThat(token(sign(RSA, JWSAlgorithm.PS256, claims -> {})).status()).isEqualTo(200);
    }

    @Test
    void keysAreReadAtTheAddressOfTheClientAndAgainWhenTheyChange() throws Exception {
        ECKey first = ec("first");
        ECKey second = ec("second");
        try (KeyServer server = new KeyServer(jwksText(first))) {
            register(name, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks_uri", server.address()));

            assertThat(token(sign(first, JWSAlgorithm.ES256, claims -> {})).status())
                    .isEqualTo(200);
            assertThat(token(sign(first, JWSAlgorithm.ES256, claims -> {})).status())
                    .isEqualTo(200);
            assertThat(server.requests).hasValue(1);

            server.content = jwksText(second);
            // keys that nobody knows make no flood of requests
            for (int i = 0; i < 5; i++) {
                assertThat(token(sign(second, JWSAlgorithm.ES256, claims -> {})).status())
                        .isEqualTo(401);
            }
            assertThat(server.requests).hasValue(1);

            advance(Duration.ofSeconds(31));
            assertThat(token(sign(second, JWSAlgorithm.ES256, claims -> {})).status())
                    .isEqualTo(200);
            assertThat(token(sign(first, JWSAlgorithm.ES256, claims -> {})).status())
                    .isEqualTo(401);
            assertThat(server.requests).hasValue(2);
        }
    }

    @Test
    void addressWithoutKeysIsNoWrongProof() throws Exception {
        try (KeyServer server = new KeyServer("no keys")) {
            register(name, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks_uri", server.address()));

            for (int i = 0; i < 3; i++) {
                Answer answer = token(sign(RSA, JWSAlgorithm.RS256, claims -> {}));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            assertThat(server.requests).hasValue(1);
            server.content = jwksText(RSA);
            advance(Duration.ofSeconds(31));
            assertThat(token(sign(RSA, JWSAlgorithm.RS256, claims -> {})).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void addressThatMayNotBeAskedProvesNobody() throws Exception {
        // registered while it was allowed
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        metadata.setJWKSetURI(URI.create("https://127.0.0.2:9/jwks.json"));
        SERVICE.bean(ClientRegistrations.class)
                .provision(name, null, new ClientRegistration(Scope.parse("data:read"), metadata));

        assertThat(token(sign(RSA, JWSAlgorithm.RS256, claims -> {})).text("error"))
                .isEqualTo("invalid_client");
    }

    @Test
    void clientProvesItselfByItsOwnMethodAlone() throws Exception {
        Answer withSecret = register(name, Map.of());
        String secret = withSecret.text("client_secret");
        assertThat(form("&client_id=" + name + "&client_secret=" + secret).status())
                .isEqualTo(200);
        assertThat(basic(name, secret, "").status()).isEqualTo(200);
        assertThat(form("&client_id=" + name).status()).isEqualTo(401);
        assertThat(token(sign(RSA, JWSAlgorithm.RS256, claims -> {})).status()).isEqualTo(401);

        String keyed = "keyed-" + UUID.randomUUID();
        register(keyed, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", jwks(RSA)));
        assertThat(form("&client_id=" + keyed + "&client_secret=" + secret).status())
                .isEqualTo(401);
        assertThat(form("&client_id=" + keyed).status()).isEqualTo(401);
    }

    @Test
    void twoProofsAtOnceAreNone() throws Exception {
        String secret = register(name, Map.of()).text("client_secret");

        assertThat(basic(name, secret, "&client_id=" + name + "&client_secret=" + secret)
                        .text("error"))
                .isEqualTo("invalid_request");
        assertThat(basic(name, secret, assertionForm(sign(RSA, JWSAlgorithm.RS256, claims -> {})))
                        .text("error"))
                .isEqualTo("invalid_request");
        assertThat(form("&client_id=" + name + "&client_secret=" + secret
                                + assertionForm(sign(RSA, JWSAlgorithm.RS256, claims -> {})))
                        .text("error"))
                .isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "a.b.c", "e30.e30.", "eyJhbGciOiJub25lIn0.e30.", "..", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
    void whatIsNoAssertionIsRefused(String assertion) {
        assertInvalidClient(token(assertion));
    }

    @Test
    void whereNobodyKnowsWhatWasUsedNobodyIsRefused() throws Exception {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            service.call(
                    "POST",
                    "/clients",
                    service.tokenWith("superuser"),
                    registration(name, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", jwks(RSA))));
            backing.redis().kill();

            Answer answer = service.tokenRequest(
                    "grant_type=client_credentials" + assertionForm(sign(RSA, JWSAlgorithm.RS256, claims -> {})));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
        }
    }

    private void register(JWK key) {
        register(name, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", jwks(key)));
    }

    private static Answer register(String id, Map<String, ?> members) {
        Answer answer = SERVICE.call("POST", "/clients", SUPERUSER, registration(id, members));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static Map<String, Object> registration(String id, Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>();
        all.put("client_id", id);
        all.put("grant_types", List.of("client_credentials"));
        all.put("scope", "token:validate");
        all.putAll(members);
        return all;
    }

    private static void advance(Duration duration) {
        SERVICE.bean(TestClock.class).advance(duration);
    }

    private static Answer token(String assertion) {
        return form(assertionForm(assertion));
    }

    private static String assertionForm(String assertion) {
        return "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + URLEncoder.encode(assertion, StandardCharsets.UTF_8);
    }

    private static Answer form(String more) {
        return SERVICE.tokenRequest("grant_type=client_credentials" + more);
    }

    private static Answer basic(String id, String secret, String more) {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return SERVICE.send(SERVICE.request(SERVICE.publicUri("/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials" + more)));
    }

    private String sign(JWK key, JWSAlgorithm algorithm, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWSSigner signer = key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims(change));
        jwt.sign(signer);
        return jwt.serialize();
    }

    private String mac(String secret) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(claims -> {}));
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        Instant now = SERVICE.bean(TestClock.class).instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(name)
                .subject(name)
                .audience(AuthServiceUnderTest.ISSUER)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
        change.accept(claims);
        return claims.build();
    }

    private static Map<String, Object> jwks(JWK key) {
        return new JWKSet(key).toJSONObject(true);
    }

    private static String jwksText(JWK key) {
        return new JWKSet(key).toString(true);
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String id) throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    /** Where a client shows its keys. */
    private static final class KeyServer implements AutoCloseable {

        final AtomicInteger requests = new AtomicInteger();
        volatile String content;
        private final HttpServer server;

        KeyServer(String content) throws IOException {
            this.content = content;
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/jwks.json", exchange -> {
                requests.incrementAndGet();
                byte[] bytes = this.content.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
