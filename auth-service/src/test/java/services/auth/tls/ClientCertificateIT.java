package services.auth.tls;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
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
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.page.Browser;
import services.auth.tls.TestCertificates.Identity;
import services.auth.token.Confirmation;
import services.backing.BackingServices;
import services.backing.FreePort;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that prove themselves with a certificate (RFC 8705 section 2), shown to the service or to a proxy of its own. */
class ClientCertificateIT {

    private static final String CLIENT = "CN=client,O=Example,C=DE";
    private static final String ALIAS = "https://mtls.auth.example";

    @TempDir
    static Path folder;

    private static Identity server;
    private static Identity ofAuthority;
    private static Identity ofStranger;
    private static Identity selfSigned;
    private static int port;
    private static AuthServiceUnderTest direct;
    private static AuthServiceUnderTest behindProxy;
    private static AuthServiceUnderTest closed;

    private final String name = "client-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        server = certificates.selfSigned("server", "CN=localhost", "SAN=dns:localhost");
        Identity authority = certificates.authority("authority");
        certificates.authority("stranger");
        String[] names = {
            "SAN=dns:client.example.org,uri:urn:example:client,email:client@example.org,ip:192.0.2.7", "EKU=clientAuth"
        };
        ofAuthority = certificates.issuedBy("authority", "client", CLIENT, names);
        ofStranger = certificates.issuedBy("stranger", "impostor", CLIENT, names);
        selfSigned = certificates.selfSigned("self", CLIENT);
        Path authorities = Files.write(folder.resolve("authorities.pem"), authority.certificatePem());
        port = FreePort.pick();
        direct = AuthServiceUnderTest.on(
                BackingServices.shared(),
                Map.of(
                        "auth-service.port",
                        port,
                        "auth-service.tls.enabled",
                        true,
                        "auth-service.tls.certificate-path",
                        Files.write(folder.resolve("tls.crt"), server.certificatePem())
                                .toString(),
                        "auth-service.tls.key-path",
                        Files.write(folder.resolve("tls.key"), server.keyPem()).toString(),
                        "auth-service.tls.client-certificates",
                        true,
                        "auth-service.tls.client-certificate-authorities-path",
                        authorities.toString()));
        behindProxy = AuthServiceUnderTest.on(
                BackingServices.shared(),
                Map.of(
                        "auth-service.trusted-proxies",
                        "127.0.0.1",
                        "auth-service.tls.client-certificate-header",
                        "Client-Cert",
                        "auth-service.tls.client-certificate-url",
                        ALIAS,
                        "auth-service.tls.client-certificate-authorities-path",
                        authorities.toString()));
        closed = AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.tls.client-certificate-header", "Client-Cert"));
    }

    @AfterAll
    static void stop() {
        direct.close();
        behindProxy.close();
        closed.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls_client_auth_subject_dn | CN=client, O=Example, C=DE",
                "tls_client_auth_san_dns | client.example.org",
                "tls_client_auth_san_uri | urn:example:client",
                "tls_client_auth_san_email | client@example.org",
                "tls_client_auth_san_ip | 192.0.2.7",
            })
    void certificateOfAnAuthorityProvesItsSubject(String member, String value) throws Exception {
        register(Map.of("token_endpoint_auth_method", "tls_client_auth", member, value));

        assertThat(status(ofAuthority)).isEqualTo(200);
        assertThat(status(ofStranger)).isEqualTo(401);
        assertThat(status(selfSigned)).isEqualTo(401);
        assertThat(status(null)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls_client_auth_subject_dn | CN=client, O=Other, C=DE",
                "tls_client_auth_san_dns | other.example.org",
                "tls_client_auth_san_uri | urn:example:other",
                "tls_client_auth_san_email | other@example.org",
                "tls_client_auth_san_ip | 192.0.2.8",
            })
    void certificateOfAnAuthorityForSomebodyElseProvesNothing(String member, String value) throws Exception {
        register(Map.of("token_endpoint_auth_method", "tls_client_auth", member, value));

        assertThat(status(ofAuthority)).isEqualTo(401);
    }

    @Test
    void certificateThatTheClientSignedItselfIsKnownByItsKey() throws Exception {
        register(Map.of("token_endpoint_auth_method", "self_signed_tls_client_auth", "jwks", jwks(selfSigned)));

        assertThat(status(selfSigned)).isEqualTo(200);
        assertThat(status(ofAuthority)).isEqualTo(401);
        assertThat(status(null)).isEqualTo(401);
    }

    @Test
    void certificateIsNoProofForAClientThatHasASecret() throws Exception {
        register(Map.of());

        assertThat(status(ofAuthority)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"rfc9440", "pem"})
    void trustedProxyHandsOnTheCertificate(String form) throws Exception {
        register(Map.of(
                "token_endpoint_auth_method", "tls_client_auth", "tls_client_auth_san_dns", "client.example.org"));

        assertThat(handedOn(behindProxy, header(form, ofAuthority))).isEqualTo(200);
        assertThat(handedOn(behindProxy, header(form, ofStranger))).isEqualTo(401);
    }

    @Test
    void certificateHeaderOfAStrangerIsNotRead() throws Exception {
        register(Map.of("token_endpoint_auth_method", "self_signed_tls_client_auth", "jwks", jwks(selfSigned)));
        assertThat(handedOn(behindProxy, header("pem", selfSigned))).isEqualTo(200);

        assertThat(handedOn(closed, header("pem", selfSigned))).isEqualTo(401);
        assertThat(handedOn(closed, header("rfc9440", selfSigned))).isEqualTo(401);
        // nor is one that cannot be read an error
        assertThat(handedOn(closed, "nonsense")).isEqualTo(401);
    }

    @Test
    void clientAuthenticatesWithItsRegisteredMethodAlone() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        Map<String, Map<String, ?>> methods = Map.of(
                "client_secret_basic", Map.of(),
                "client_secret_post", Map.of(),
                "private_key_jwt", Map.of("jwks", new JWKSet(key).toJSONObject(true)),
                "tls_client_auth", Map.of("tls_client_auth_san_dns", "client.example.org"),
                "self_signed_tls_client_auth", Map.of("jwks", jwks(selfSigned)));
        for (String registered : methods.keySet()) {
            String id = "client-" + UUID.randomUUID();
            Map<String, Object> members = new HashMap<>(methods.get(registered));
            members.put("token_endpoint_auth_method", registered);
            String secret = register(id, members).text("client_secret");
            for (String shown : methods.keySet()) {
                // either way of sending a secret will do
                boolean isRight = shown.equals(registered)
                        || shown.startsWith("client_secret") && registered.startsWith("client_secret");
                assertThat(token(prove(shown, id, secret.isEmpty() ? "a secret" : secret, key), id)
                                .status())
                        .as(registered + " by " + shown)
                        .isEqualTo(isRight ? 200 : 401);
            }
            assertThat(token(new Proof("", ""), id).status()).as(registered).isEqualTo(401);
        }
    }

    /** What a request has of a client: in a header, or in the form. */
    private record Proof(String header, String form) {}

    private static Proof prove(String method, String id, String secret, ECKey key) throws Exception {
        return switch (method) {
            case "client_secret_basic" ->
                new Proof(
                        "Authorization: Basic "
                                + Base64.getEncoder()
                                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)),
                        "");
            case "client_secret_post" ->
                new Proof("", "&client_secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8));
            case "private_key_jwt" -> new Proof("", assertion(id, AuthServiceUnderTest.ISSUER, key));
            case "tls_client_auth" -> new Proof("Client-Cert: " + header("pem", ofAuthority), "");
            default -> new Proof("Client-Cert: " + header("pem", selfSigned), "");
        };
    }

    private static String assertion(String id, String audience, ECKey key) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(id)
                        .subject(id)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + jwt.serialize();
    }

    private static Answer token(Proof proof, String id) {
        HttpRequest.Builder request =
                post("/oauth2/token", "grant_type=client_credentials&client_id=" + id + proof.form());
        String[] header = proof.header().split(": ", 2);
        return behindProxy.send(header.length == 2 ? request.header(header[0], header[1]) : request);
    }

    private static HttpRequest.Builder post(String path, String form) {
        return behindProxy
                .request(behindProxy.publicUri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static Answer showing(@Nullable Identity identity, HttpRequest.Builder request) throws Exception {
        return behindProxy.send(
                identity == null ? request : request.header("Client-Cert", header("rfc9440", identity)));
    }

    @Test
    void tokenIsBoundToTheCertificate() throws Exception {
        RelyingParty app = RelyingParty.register(behindProxy, metadata -> {
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
            metadata.setTLSClientCertificateBoundAccessTokens(true);
        });
        TestUser user = behindProxy.register();
        Browser browser = new Browser(behindProxy);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        CodeVerifier verifier = new CodeVerifier();
        String code = RelyingParty.code(app.answer(
                browser,
                app.request(Map.of(
                        "scope",
                        "openid offline_access",
                        "prompt",
                        "consent",
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue()))));
        String id = "&client_id=" + app.client().id();

        Answer tokens = showing(
                selfSigned,
                post(
                        "/oauth2/token",
                        "grant_type=authorization_code&redirect_uri=" + RelyingParty.REDIRECT_URI + "&code=" + code
                                + "&code_verifier=" + verifier.getValue() + id));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        String token = tokens.text("access_token");
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .containsEntry("x5t#S256", Confirmation.thumbprint(selfSigned.certificate()));
        for (@Nullable Identity other : new @Nullable Identity[] {ofAuthority, null}) {
            Answer refused = showing(
                    other,
                    behindProxy
                            .request(behindProxy.publicUri("/oauth2/userinfo"))
                            .header("Authorization", "Bearer " + token));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
            Answer refresh = showing(
                    other,
                    post(
                            "/oauth2/token",
                            "grant_type=refresh_token&refresh_token=" + tokens.text("refresh_token") + id));
            assertThat(refresh.status()).as(refresh.body()).isEqualTo(400);
        }
        assertThat(showing(
                                selfSigned,
                                behindProxy
                                        .request(behindProxy.publicUri("/oauth2/userinfo"))
                                        .header("Authorization", "Bearer " + token))
                        .text("sub"))
                .isEqualTo(user.id());
        assertThat(showing(
                                selfSigned,
                                post(
                                        "/oauth2/token",
                                        "grant_type=refresh_token&refresh_token=" + tokens.text("refresh_token") + id))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void introspectionTellsTheCertificateOfAClientsOwnToken() throws Exception {
        register(Map.of(
                "token_endpoint_auth_method",
                "self_signed_tls_client_auth",
                "jwks",
                jwks(selfSigned),
                "tls_client_certificate_bound_access_tokens",
                true));
        String token = showing(selfSigned, post("/oauth2/token", form())).text("access_token");

        Answer answer = showing(selfSigned, post("/oauth2/introspect", "client_id=" + name + "&token=" + token));

        assertThat(answer.json().at("/cnf/x5t#S256").asString())
                .isEqualTo(Confirmation.thumbprint(selfSigned.certificate()));
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
    }

    @Test
    void metadataTellWhereCertificatesAreShown() throws Exception {
        JsonNode metadata = behindProxy
                .send(behindProxy.request(behindProxy.publicUri("/.well-known/oauth-authorization-server")))
                .json();

        assertThat(metadata.path("tls_client_certificate_bound_access_tokens").asBoolean())
                .isTrue();
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
                .contains("\"tls_client_auth\"", "\"self_signed_tls_client_auth\"");
        JsonNode aliases = metadata.path("mtls_endpoint_aliases");
        assertThat(aliases.propertyNames())
                .containsExactlyInAnyOrder(
                        "token_endpoint",
                        "pushed_authorization_request_endpoint",
                        "device_authorization_endpoint",
                        "userinfo_endpoint",
                        "introspection_endpoint",
                        "revocation_endpoint");
        aliases.propertyStream()
                .forEach(alias -> assertThat(alias.getValue().asString())
                        .isEqualTo(
                                metadata.path(alias.getKey()).asString().replace(AuthServiceUnderTest.ISSUER, ALIAS)));
        // whoever has another address for them has it in assertions too
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        register(Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", new JWKSet(key).toJSONObject(true)));
        assertThat(token(new Proof("", assertion(name, ALIAS + "/oauth2/token", key)), name)
                        .status())
                .isEqualTo(200);
        assertThat(token(new Proof("", assertion(name, ALIAS + ".evil.example/oauth2/token", key)), name)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void metadataNameNothingThatTakesCertificatesWhereNoneAreTaken() {
        AuthServiceUnderTest without = AuthServiceUnderTest.shared();

        String metadata = without.send(without.request(without.publicUri("/.well-known/oauth-authorization-server")))
                .body();

        assertThat(metadata)
                .doesNotContain("tls_client", "mtls_endpoint_aliases")
                .contains("private_key_jwt");
    }

    @ParameterizedTest
    @CsvSource({":AAAA:", "::", ":%%%:", "nonsense", "-----BEGIN%20CERTIFICATE-----%0AAAAA", "%zz"})
    void whatIsNoCertificateIsRefused(String value) throws Exception {
        register(Map.of(
                "token_endpoint_auth_method", "tls_client_auth", "tls_client_auth_san_dns", "client.example.org"));

        assertThat(handedOn(behindProxy, value)).isEqualTo(400);
    }

    private static String header(String form, Identity identity) throws Exception {
        return form.equals("pem")
                ? URLEncoder.encode(
                                new String(identity.certificatePem(), StandardCharsets.US_ASCII),
                                StandardCharsets.US_ASCII)
                        .replace("+", "%20")
                : ":"
                        + Base64.getEncoder()
                                .encodeToString(identity.certificate().getEncoded()) + ":";
    }

    private int handedOn(AuthServiceUnderTest service, String certificate) {
        return service.send(service.request(service.publicUri("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Client-Cert", certificate)
                        .POST(HttpRequest.BodyPublishers.ofString(form())))
                .status();
    }

    private int status(@Nullable Identity identity) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(TestCertificates.trusting(server, identity))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form()))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private String form() {
        return "grant_type=client_credentials&client_id=" + name;
    }

    private void register(Map<String, ?> members) {
        assertThat(register(name, members).text("client_id")).isEqualTo(name);
    }

    private static Answer register(String id, Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>();
        all.put("client_id", id);
        all.put("grant_types", List.of("client_credentials"));
        all.put("scope", "data:read");
        all.putAll(members);
        Answer answer = behindProxy.call("POST", "/clients", behindProxy.tokenWith("admin"), all);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static Map<String, Object> jwks(Identity identity) {
        ECPublicKey key = (ECPublicKey) identity.certificate().getPublicKey();
        return new JWKSet(new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).build()).toJSONObject(true);
    }
}
