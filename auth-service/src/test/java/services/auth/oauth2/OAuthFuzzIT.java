package services.auth.oauth2;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.fuzz.AuthorizationRequests;
import services.auth.fuzz.Cases;
import services.auth.fuzz.Choices;
import services.auth.fuzz.ClientMetadata;
import services.auth.fuzz.Forms;
import services.auth.fuzz.Json;
import services.auth.fuzz.Jwts;
import services.auth.fuzz.RawHttp;
import services.auth.fuzz.Texts;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import services.auth.oauth2.code.AuthorizationCodes;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.page.Browser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent to the endpoints of OAuth 2.0, the answer is one of theirs: never a fault, nothing of the inside, no token for whoever
 * may have none, and no way to an address that is not the client's.
 */
class OAuthFuzzIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String URN = "urn:ietf:params:oauth:";
    private static final String ASSERTION_TYPE = URN + "client-assertion-type:jwt-bearer";
    private static final List<String> INSIDE = List.of(
            "Exception",
            "\tat ",
            "services.auth",
            "micronaut",
            "nimbusds",
            "jackson",
            "java.",
            "org.postgresql",
            "lettuce",
            "SELECT ");
    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/json",
            "application/x-www-form-urlencoded; charset=UTF-16",
            "application/x-www-form-urlencoded;charset=nonsense",
            "multipart/form-data; boundary=x",
            "nonsense",
            "",
            "a/b; c=\"",
            "application/json;charset=utf-32");
    private static final List<String> PARAMETERS = List.of(
            "grant_type",
            "client_id",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
            "code",
            "redirect_uri",
            "code_verifier",
            "refresh_token",
            "scope",
            "device_code",
            "user_code",
            "subject_token",
            "subject_token_type",
            "actor_token",
            "actor_token_type",
            "requested_token_type",
            "audience",
            "resource",
            "token",
            "token_type_hint",
            "request",
            "request_uri",
            "assertion",
            "username",
            "password",
            "authorization_details",
            "id_token_hint",
            "logout_hint",
            "post_logout_redirect_uri",
            "state",
            "ui_locales");

    private static AuthServiceUnderTest service;
    private static URI address;
    private static ECKey key;
    private static TestUser user;
    private static String cookie;
    private static RelyingParty confidential;
    private static RelyingParty app;
    private static RelyingParty keyed;
    private static Jwts assertions;
    private static Jwts requestObjects;
    private static Jwts accessTokens;
    private static Jwts proofs;
    private static TestLogin login;

    @BeforeAll
    static void start() throws Exception {
        service = AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.client-registration.access", "open"));
        address = service.publicUri("");
        key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        user = service.register();
        confidential = register(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        app = register(ClientAuthenticationMethod.NONE);
        keyed = register(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        cookie = cookie();
        login = TestLogin.start(service, user, confidential.client(), "openid data:read");
        long now = Instant.now().getEpochSecond();
        assertions = jwts(Map.of(
                "iss",
                keyed.client().id(),
                "sub",
                keyed.client().id(),
                "aud",
                AuthServiceUnderTest.ISSUER,
                "exp",
                now + 500,
                "jti",
                "1"));
        requestObjects = jwts(keyed.request());
        SignedJWT accessToken = SignedJWT.parse(login.accessToken());
        accessTokens = new Jwts(
                accessToken.getHeader().toJSONObject(),
                accessToken.getJWTClaimsSet().toJSONObject(),
                OAuthFuzzIT::sign,
                key.toPublicJWK().toJSONString());
        proofs = new Jwts(
                Map.of(
                        "typ",
                        "dpop+jwt",
                        "alg",
                        "ES256",
                        "jwk",
                        key.toPublicJWK().toJSONObject()),
                Map.of("jti", "1", "htm", "POST", "htu", AuthServiceUnderTest.ISSUER + "/oauth2/token", "iat", now),
                OAuthFuzzIT::sign,
                key.toPublicJWK().toJSONString());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tokenRequestIsGrantedOrRefused() {
        Cases.check(getClass(), "token requests", 1800, choices -> {
            RelyingParty party = choices.of(List.of(confidential, app, keyed));
            Credentials credentials = credentials(choices, party);
            Forms good = grant(choices, party);
            Forms sent = choices.oneIn(4) ? good : good.changed(choices, PARAMETERS);
            RawHttp.Answer answer = post(choices, "/oauth2/token", credentials, sent);

            assertOAuth(answer);
            if (answer.status() == 200) {
                assertThat(credentials.areGood()).as(answer.toString()).isTrue();
                assertGranted(answer, party, sent);
            }
        });
    }

    @Test
    void pushedRequestIsKeptOrRefused() {
        Cases.check(getClass(), "pushed requests", 1000, choices -> {
            RelyingParty party = choices.of(List.of(confidential, app, keyed));
            Credentials credentials = credentials(choices, party);
            Forms sent = AuthorizationRequests.changed(choices, party.request());
            boolean isForged = choices.oneIn(4);
            if (isForged) {
                sent = sent.with("request", requestObjects.forged(choices));
            } else if (choices.oneIn(3)) {
                sent = sent.with("request", requestObjects.odd(choices));
            }
            RawHttp.Answer answer = post(choices, "/oauth2/par", credentials, sent);

            assertOAuth(answer);
            if (answer.status() == 201) {
                assertThat(isForged).as(answer.toString()).isFalse();
                assertThat(credentials.areGood()).as(answer.toString()).isTrue();
            }
        });
    }

    @Test
    void whateverElseAClientSendsIsAnsweredInTheFormOfTheStandards() {
        List<String> paths = List.of("/oauth2/introspect", "/oauth2/revoke", "/oauth2/device_authorization");
        Cases.check(getClass(), "requests of clients", 1200, choices -> {
            RelyingParty party = choices.of(List.of(confidential, app, keyed));
            Credentials credentials = credentials(choices, party);
            String token =
                    choices.oneIn(2) ? accessTokens.forged(choices) : Texts.changed(choices, login.refreshToken());
            Forms good = Forms.of(Map.of("token", token, "token_type_hint", "access_token"));
            RawHttp.Answer answer = post(
                    choices,
                    choices.of(paths),
                    credentials,
                    choices.oneIn(3) ? good : good.changed(choices, PARAMETERS));

            assertOAuth(answer);
            if (!isSame(token, login.refreshToken())) {
                assertThat(answer.body()).doesNotContain("\"active\":true");
            }
            if (answer.status() == 200) {
                assertThat(credentials.areGood()).as(answer.toString()).isTrue();
            }
        });
    }

    @Test
    void userInfoIsForWhoHasAToken() {
        Cases.check(getClass(), "userinfo requests", 700, choices -> {
            String token =
                    choices.oneIn(2) ? accessTokens.forged(choices) : Texts.changed(choices, login.accessToken());
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            String scheme = choices.of(List.of("Bearer ", "bearer ", "DPoP ", "Basic ", "", "Bearer", "Bearer  "));
            byte[] body = new byte[0];
            if (choices.oneIn(4)) {
                headers.add(Map.entry("Content-Type", choices.oneIn(6) ? choices.of(CONTENT_TYPES) : FORM));
                body = ascii("access_token=" + Texts.encodedValue(choices, token));
            } else {
                headers.add(Map.entry("Authorization", header(scheme + token)));
            }
            if (choices.oneIn(3)) {
                headers.add(Map.entry("DPoP", header(proofs.odd(choices))));
            }
            RawHttp.Answer answer =
                    RawHttp.send(address, choices.of(List.of("GET", "POST")), "/oauth2/userinfo", headers, body);

            assertAnswer(answer);
            if (!isSame(token, login.accessToken())) {
                assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
            }
        });
    }

    @Test
    void authorizationRequestIsAnsweredAtTheClientsAddressOrByAPage() {
        Cases.check(getClass(), "authorization requests", 1800, choices -> {
            RelyingParty party = choices.of(List.of(confidential, app, keyed));
            Forms form = AuthorizationRequests.changed(choices, party.request());
            if (choices.oneIn(4)) {
                form = form.with(
                        "request", choices.oneIn(2) ? requestObjects.forged(choices) : requestObjects.odd(choices));
            }
            if (choices.oneIn(8)) {
                form = form.with("id_token_hint", accessTokens.forged(choices));
            }
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            if (choices.oneIn(2)) {
                headers.add(Map.entry("Cookie", cookie));
            }
            boolean isPosted = choices.oneIn(3);
            if (isPosted) {
                headers.add(Map.entry("Content-Type", choices.oneIn(8) ? choices.of(CONTENT_TYPES) : FORM));
            }
            String encoded = form.encoded(choices);
            RawHttp.Answer answer = isPosted
                    ? RawHttp.send(address, "POST", "/oauth2/authorize", headers, ascii(encoded))
                    : RawHttp.send(address, "GET", "/oauth2/authorize?" + encoded, headers, new byte[0]);

            assertPage(answer);
        });
    }

    @Test
    void logoutRequestIsAnsweredByAPage() {
        Cases.check(getClass(), "logout requests", 500, choices -> {
            Forms form = Forms.of(Map.of(
                            "id_token_hint",
                            accessTokens.forged(choices),
                            "client_id",
                            confidential.client().id(),
                            "post_logout_redirect_uri",
                            "https://client.example/",
                            "state",
                            "a state"))
                    .changed(choices, PARAMETERS);
            String encoded = form.encoded(choices);
            RawHttp.Answer answer = choices.oneIn(3)
                    ? RawHttp.send(
                            address,
                            "POST",
                            "/oauth2/end_session",
                            List.of(Map.entry("Content-Type", FORM)),
                            ascii(encoded))
                    : RawHttp.send(address, "GET", "/oauth2/end_session?" + encoded, List.of(), new byte[0]);

            assertPage(answer);
        });
    }

    @Test
    void registrationIsTakenOrRefused() {
        Cases.check(getClass(), "registrations", 800, choices -> {
            String json = Json.text(choices, ClientMetadata.changed(choices));
            byte[] body = json.getBytes(choices.oneIn(20) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
            if (body.length > 0 && choices.oneIn(20)) {
                body[choices.below(body.length)] = (byte) choices.below(256);
            }
            String contentType = choices.oneIn(10) ? choices.of(CONTENT_TYPES) : "application/json";
            List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(Map.entry("Content-Type", contentType)));
            boolean isNew = !choices.oneIn(5);
            if (choices.oneIn(5)) {
                headers.add(Map.entry("Authorization", header("Bearer " + Texts.strange(choices))));
            }
            RawHttp.Answer answer = RawHttp.send(
                    address,
                    isNew ? "POST" : "PUT",
                    isNew
                            ? "/oauth2/register"
                            : "/oauth2/register/" + confidential.client().id(),
                    headers,
                    body);

            assertAnswer(answer);
            if (!isNew) {
                assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
            }
        });
    }

    /** Neither white space around a token counts, nor the bits that are too many at its end (RFC 4648 section 3.5). */
    private static boolean isSame(String changed, String token) {
        // in the sense of the SDK, which takes control characters for white space
        String text = changed.trim();
        int end = token.length() - 1;
        return text.equals(token)
                || text.length() == token.length() && text.substring(0, end).equals(token.substring(0, end));
    }

    /** How a client proves itself in a request. */
    private record Credentials(List<Map.Entry<String, String>> headers, Map<String, String> form, boolean areGood) {}

    private static Credentials credentials(Choices choices, RelyingParty party) {
        TestClient client = party.client();
        boolean isBad = choices.oneIn(3);
        if (party == keyed) {
            String assertion = isBad ? assertions.forged(choices) : assertions.odd(choices);
            return new Credentials(
                    List.of(), Map.of("client_assertion", assertion, "client_assertion_type", ASSERTION_TYPE), !isBad);
        }
        if (party == app) {
            String id = isBad ? Texts.strange(choices) : client.id();
            return new Credentials(List.of(), Map.of("client_id", id), !isBad);
        }
        String secret = isBad ? Texts.changed(choices, client.secret()) : client.secret();
        boolean isGood = isSecret(client, secret);
        if (choices.oneIn(3)) {
            return new Credentials(List.of(), Map.of("client_id", client.id(), "client_secret", secret), isGood);
        }
        String basic = "Basic "
                + Base64.getEncoder().encodeToString((client.id() + ":" + secret).getBytes(StandardCharsets.UTF_8));
        if (isBad && choices.oneIn(3)) {
            String changed = header(Texts.changed(choices, basic));
            return new Credentials(
                    List.of(Map.entry("Authorization", changed)), Map.of(), isCredentials(client, changed));
        }
        return new Credentials(List.of(Map.entry("Authorization", basic)), Map.of(), isGood);
    }

    /** What is bad by chance may be good after all, as the server reads it. */
    private static boolean isCredentials(TestClient client, String header) {
        try {
            String base64 = header.strip().replaceFirst("(?i)^basic\\s+", "");
            String[] read = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8).split(":", 2);
            return read.length == 2 && isSecret(client, read[1]);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isSecret(TestClient client, String text) {
        try {
            return text.equals(client.secret())
                    || URLDecoder.decode(text, StandardCharsets.UTF_8).strip().equals(client.secret());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Forms grant(Choices choices, RelyingParty party) {
        String type = URN + "grant-type:";
        return Forms.of(
                switch (choices.below(7)) {
                    case 0 -> Map.of("grant_type", "client_credentials", "scope", "data:read");
                    case 1, 2 -> party.form(choices.oneIn(3) ? "no code" : code(party));
                    case 3 ->
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                choices.oneIn(2) ? "none" : refreshToken(party),
                                "scope",
                                "openid");
                    case 4 -> Map.of("grant_type", type + "device_code", "device_code", "none");
                    case 5 ->
                        Map.of(
                                "grant_type",
                                type + "token-exchange",
                                "subject_token",
                                choices.oneIn(2) ? login.accessToken() : accessTokens.forged(choices),
                                "subject_token_type",
                                URN + "token-type:access_token");
                    default -> Map.of("grant_type", type + "jwt-bearer", "assertion", assertions.odd(choices));
                });
    }

    /** A grant is given for what was really sent, not for what was there before it was changed. */
    private static void assertGranted(RawHttp.Answer answer, RelyingParty party, Forms sent) {
        if (sent.parameters().stream().anyMatch(one -> one.getValue().equals("authorization_code"))) {
            Map<String, String> good = party.form("");
            for (String name : List.of("code_verifier", "redirect_uri")) {
                assertThat(sent.has(name, good.get(name))).as(answer.toString()).isTrue();
            }
        }
        if (sent.parameters().stream().anyMatch(one -> one.getValue().endsWith("token-exchange"))) {
            assertThat(sent.has("subject_token", login.accessToken()))
                    .as(answer.toString())
                    .isTrue();
        }
    }

    private static String code(RelyingParty party) {
        Instant now = Instant.now();
        return service.bean(AuthorizationCodes.class)
                .issue(new AuthorizationGrant(
                        now,
                        party.client().id(),
                        RelyingParty.REDIRECT_URI,
                        UUID.fromString(user.id()),
                        0,
                        "openid",
                        "a nonce",
                        now,
                        "1",
                        party.request().get("code_challenge"),
                        null,
                        null,
                        "192.0.2.1",
                        null));
    }

    private static String refreshToken(RelyingParty party) {
        return TestLogin.start(service, user, party.client(), "openid data:read")
                .refreshToken();
    }

    private static RawHttp.Answer post(Choices choices, String path, Credentials credentials, Forms form) {
        Forms whole = form;
        for (Map.Entry<String, String> proof : credentials.form().entrySet()) {
            whole = whole.with(proof.getKey(), proof.getValue());
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>(credentials.headers());
        headers.add(Map.entry("Content-Type", choices.oneIn(20) ? choices.of(CONTENT_TYPES) : FORM));
        if (choices.oneIn(6)) {
            headers.add(Map.entry("DPoP", header(choices.oneIn(2) ? proofs.odd(choices) : proofs.forged(choices))));
        }
        if (choices.oneIn(40)) {
            headers.add(Map.entry("Authorization", header(Texts.strange(choices))));
        }
        return RawHttp.send(address, "POST", path, headers, ascii(whole.encoded(choices)));
    }

    /** An answer of RFC 6749 sections 5.1 and 5.2, or of the server before it is one of OAuth's. */
    private static void assertOAuth(RawHttp.Answer answer) {
        assertAnswer(answer);
        if (answer.status() >= 400 && !isOfTheServer(answer)) {
            assertThat(answer.header("Content-Type").orElse(""))
                    .as(answer.toString())
                    .startsWith("application/json");
            assertThat(answer.body())
                    .as(answer.toString())
                    .matches("(?s)\\{.*\"error\":\"[\\x20-\\x7e&&[^\"\\\\]]+\".*");
            assertThat(answer.header("Cache-Control")).as(answer.toString()).contains("no-store");
        }
    }

    /** Whether the request cannot be one of OAuth at all: it is too large, of several parts, has a malformed header, or presents two authorizations. */
    private static boolean isOfTheServer(RawHttp.Answer answer) {
        String head = answer.request().substring(0, answer.request().indexOf("\r\n\r\n"));
        return switch (answer.status()) {
            case 413 -> true;
            case 415 -> head.contains("multipart/");
            default ->
                head.split("Authorization: ", -1).length > 2 || head.chars().anyMatch(OAuthFuzzIT::isNoHeader);
        };
    }

    /** RFC 9110 section 5.5. */
    private static boolean isNoHeader(int character) {
        return character == 0x7f || character < ' ' && "\r\n\t".indexOf(character) < 0;
    }

    private static void assertPage(RawHttp.Answer answer) {
        assertAnswer(answer);
        String location = answer.header("Location").orElse("/");
        boolean isOurs = location.startsWith("/") && !location.startsWith("//");
        assertThat(isOurs || location.startsWith(RelyingParty.REDIRECT_URI + "?"))
                .as(answer.toString())
                .isTrue();
    }

    private static void assertAnswer(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 499);
        assertThat(answer.body()).as(answer.toString()).doesNotContain(INSIDE);
        assertThat(answer.header("X-Injected")).as(answer.toString()).isEmpty();
    }

    private static RelyingParty register(ClientAuthenticationMethod method) {
        return RelyingParty.register(service, metadata -> {
            Set<GrantType> grants = new HashSet<>(metadata.getGrantTypes());
            grants.addAll(List.of(GrantType.DEVICE_CODE, GrantType.TOKEN_EXCHANGE));
            metadata.setGrantTypes(grants);
            metadata.setTokenEndpointAuthMethod(method);
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
            metadata.setCustomField("first_party", true);
        });
    }

    private static Jwts jwts(Map<String, ?> claims) {
        return new Jwts(
                Map.of("alg", "ES256", "kid", "a"),
                claims,
                OAuthFuzzIT::sign,
                key.toPublicJWK().toJSONString());
    }

    private static byte[] sign(byte[] input) throws Exception {
        return new ECDSASigner(key)
                .sign(new JWSHeader(JWSAlgorithm.ES256), input)
                .decode();
    }

    private static String cookie() {
        Browser browser = new Browser(service);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        return browser.cookies().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .reduce((one, next) -> one + "; " + next)
                .orElseThrow();
    }

    /** A header ends where its line ends, and is bytes. */
    private static String header(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replace("\r", "")
                .replace("\n", "")
                .replace("\u0000", "");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
