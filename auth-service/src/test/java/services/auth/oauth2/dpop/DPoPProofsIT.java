package services.auth.oauth2.dpop;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.DPoPClient;
import services.auth.TestClock;
import services.auth.TestDatabase;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** DPoP proofs at the token endpoint (RFC 9449 sections 4.3, 5 and 8). */
class DPoPProofsIT {

    private static final String CREDENTIALS = AuthServiceUnderTest.CLIENT_ID + ":" + AuthServiceUnderTest.CLIENT_SECRET;
    private static final String TARGET = AuthServiceUnderTest.ISSUER + "/oauth2/token";
    private static final Duration NONCE_TIME = Duration.ofMinutes(5);

    private static AuthServiceUnderTest withNonces;

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final DPoPClient client = new DPoPClient();

    @BeforeAll
    static void start() {
        withNonces =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.dpop.nonce-required", true));
    }

    @AfterAll
    static void stop() {
        withNonces.close();
    }

    @Test
    void tokenOfAClientWithAProofIsBoundToItsKey() throws Exception {
        Answer answer = token(service, client.proof());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        assertThat(SignedJWT.parse(answer.text("access_token"))
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("jkt", client.thumbprint()));
    }

    @Test
    void tokenOfAClientWithoutAProofIsABearerToken() throws Exception {
        Answer answer = token(service);

        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(SignedJWT.parse(answer.text("access_token"))
                        .getJWTClaimsSet()
                        .getClaim("cnf"))
                .isNull();
    }

    static Stream<Arguments> bad() {
        Instant now = Instant.now();
        return Stream.of(
                bad("another method", proof -> proof.claim("htm", "GET")),
                bad("method in small letters", proof -> proof.claim("htm", "post")),
                bad("another path", proof -> proof.claim("htu", TARGET + "/x")),
                bad("another host", proof -> proof.claim("htu", "http://elsewhere.test/oauth2/token")),
                bad("another scheme", proof -> proof.claim("htu", "https://auth.localhost/oauth2/token")),
                bad("address as the proxy sees it", proof -> proof.claim("htu", "http://127.0.0.1/oauth2/token")),
                bad("too old", proof -> proof.claim("iat", now.minusSeconds(95).getEpochSecond())),
                bad("of the year 1", proof -> proof.claim("iat", -62_135_596_800L)),
                bad(
                        "from the future",
                        proof -> proof.claim("iat", now.plusSeconds(60).getEpochSecond())),
                bad("from the far future", proof -> proof.claim("iat", Long.MAX_VALUE / 1000)),
                bad("over", proof -> proof.claim("exp", now.minusSeconds(1).getEpochSecond())),
                bad("without a key", proof -> proof.withoutHeader("jwk")),
                bad("not signed", proof -> proof.header("alg", "none")));
    }

    private static Arguments bad(String what, UnaryOperator<CraftedProof> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void badProofIsRefused(String what, UnaryOperator<CraftedProof> change) {
        assertInvalid(token(service, change.apply(crafted()).sign()));
    }

    @Test
    void queryFragmentAndFormOfTheAddressDoNotMatter() {
        assertThat(token(
                                service,
                                crafted()
                                        .claim("htu", "HTTP://AUTH.localhost:80/oauth2/./token?a=b#c")
                                        .sign())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void clockThatIsOffByLessThanTheSkewDoesNotMatter() {
        Instant now = Instant.now();
        for (Instant issued : List.of(now.minusSeconds(80), now.plusSeconds(20))) {
            assertThat(token(
                                    service,
                                    crafted()
                                            .claim("iat", issued.getEpochSecond())
                                            .sign())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void proofIsGoodOnce() {
        String proof = client.proof();

        assertThat(token(service, proof).status()).isEqualTo(200);
        assertInvalid(token(service, proof));
        // another instance knows it too
        assertThat(token(withNonces, proof).text("error")).isEqualTo("use_dpop_nonce");
        try (AuthServiceUnderTest another = AuthServiceUnderTest.on(BackingServices.shared())) {
            assertInvalid(token(another, proof));
        }
    }

    @Test
    void ofManyUsesAtOnceOneIsTheFirst() {
        String proof = client.proof();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> uses = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> token(service, proof).status(), threads))
                    .toList();

            assertThat(uses.stream().map(CompletableFuture::join).filter(status -> status == 200))
                    .hasSize(1);
        }
    }

    @Test
    void idThatAnotherKeyUsedIsNotUsed() {
        String id = UUID.randomUUID().toString();

        assertThat(token(service, crafted().claim("jti", id).sign()).status()).isEqualTo(200);
        assertThat(token(service, crafted().claim("jti", id).sign()).status()).isEqualTo(200);
    }

    @Test
    void proofOfAClientThatDidNotProveItselfIsNotUsedUp() {
        String proof = client.proof();

        assertThat(send(service, "resource-service:wrong", proof).text("error")).isEqualTo("invalid_client");
        assertThat(token(service, proof).status()).isEqualTo(200);
    }

    @Test
    void twoProofsAreRefused() {
        assertInvalid(token(service, client.proof(), client.proof()));
        assertInvalid(token(service, client.proof() + "," + client.proof()));
    }

    @Test
    void hugeProofIsRefused() {
        assertInvalid(token(service, crafted().claim("x", "x".repeat(7000)).sign()));
        assertThat(token(service, "x".repeat(60_000)).status()).isBetween(400, 499);
    }

    @Test
    void emptyProofIsRefused() {
        assertInvalid(token(service, ""));
    }

    @Test
    void clientThatIsRegisteredSoMustBringAProof() throws Exception {
        String id = registeredWith("\"dpop_bound_access_tokens\":true");

        assertInvalid(send(service, id + ":" + AuthServiceUnderTest.CLIENT_SECRET));
        Answer bound = send(service, id + ":" + AuthServiceUnderTest.CLIENT_SECRET, client.proof());
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.text("token_type")).isEqualTo("DPoP");
    }

    @Test
    void clientThatIsRegisteredSoMustShowACertificate() throws Exception {
        String id = registeredWith("\"tls_client_certificate_bound_access_tokens\":true");

        Answer answer = send(service, id + ":" + AuthServiceUnderTest.CLIENT_SECRET);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void nonceIsWantedGivenTakenAndReplacedInTime() {
        Answer first = token(withNonces, client.proof());
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.text("error")).isEqualTo("use_dpop_nonce");
        String nonce = first.header("DPoP-Nonce");

        Answer second = token(withNonces, client.proofWithNonce(nonce));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.header("DPoP-Nonce")).isEqualTo(nonce);

        withNonces.bean(TestClock.class).advance(NONCE_TIME);
        DPoPNonces nonces = withNonces.bean(DPoPNonces.class);
        assertThat(nonces.current()).isNotEqualTo(nonce);
        assertThat(nonces.isGood(nonce)).isTrue();
        withNonces.bean(TestClock.class).advance(NONCE_TIME);
        assertThat(nonces.isGood(nonce)).isFalse();
        withNonces.bean(TestClock.class).advance(NONCE_TIME.multipliedBy(-2));
    }

    @Test
    void nonceOfOneInstanceIsGoodAtAnotherAndComesOnce() {
        Answer first = token(withNonces, client.proof());
        assertThat(first.response().headers().allValues("DPoP-Nonce")).hasSize(1);
        assertThat(first.header("DPoP-Nonce")).hasSizeGreaterThanOrEqualTo(22);

        try (AuthServiceUnderTest another =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.dpop.nonce-required", true))) {
            assertThat(token(another, client.proofWithNonce(first.header("DPoP-Nonce")))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void staleNonceIsRefusedWithAFreshOne() {
        String stale = token(withNonces, client.proof()).header("DPoP-Nonce");
        TestClock time = withNonces.bean(TestClock.class);
        time.advance(NONCE_TIME.multipliedBy(2));
        try {
            // a proof of that time, as a client with a right clock makes it
            long now = time.instant().getEpochSecond();
            Answer refused = token(
                    withNonces,
                    crafted().claim("iat", now).claim("nonce", stale).sign());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("use_dpop_nonce");
            String fresh = refused.header("DPoP-Nonce");
            assertThat(fresh).isNotEmpty().isNotEqualTo(stale);

            Answer without = token(withNonces, crafted().claim("iat", now).sign());
            assertThat(without.text("error")).isEqualTo("use_dpop_nonce");
            Answer good = token(
                    withNonces,
                    crafted().claim("iat", now).claim("nonce", fresh).sign());
            assertThat(good.status()).as(good.body()).isEqualTo(200);
            assertThat(good.header("DPoP-Nonce")).isEqualTo(fresh);
            assertThat(good.header("Cache-Control")).isEqualTo("no-store");
        } finally {
            time.advance(NONCE_TIME.multipliedBy(-2));
        }
    }

    @Test
    void madeUpNonceIsNone() {
        for (String nonce : List.of("made-up", "0", Long.toString(System.currentTimeMillis()))) {
            assertThat(token(withNonces, client.proofWithNonce(nonce)).text("error"))
                    .isEqualTo("use_dpop_nonce");
        }
    }

    @Test
    void nonceOfAnotherServiceDoesNotMatterWhereNoneIsWanted() {
        Answer answer = token(service, client.proofWithNonce("of-another-service"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("DPoP-Nonce")).isEmpty();
    }

    @Test
    void withoutRedisNobodyCanTellWhetherAProofIsNew() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest alone = AuthServiceUnderTest.on(backing)) {
            assertThat(token(alone, client.proof()).status()).isEqualTo(200);
            backing.redis().kill();

            Answer answer = token(alone, client.proof());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(token(alone).status()).isEqualTo(200);
            // what is none needs nobody to be asked
            assertInvalid(token(alone, "none"));
        }
    }

    /** A client that may do what resource-service may. */
    private static String registeredWith(String metadata) throws Exception {
        String id = "client-" + UUID.randomUUID();
        TestDatabase.execute("""
                WITH client AS (
                    INSERT INTO clients (id, client_id, scope, metadata, created_at, updated_at)
                    SELECT gen_random_uuid(), '%s', scope, replace(metadata, '{"', '{%s,"'), now(), now()
                    FROM clients WHERE client_id = 'resource-service' RETURNING id)
                INSERT INTO client_secrets (id, client_id, secret_hash, created_at, updated_at)
                SELECT gen_random_uuid(), client.id, s.secret_hash, now(), now() FROM client, client_secrets s
                JOIN clients c ON c.id = s.client_id WHERE c.client_id = 'resource-service'""".formatted(id, metadata));
        return id;
    }

    private static CraftedProof crafted() {
        return CraftedProof.es256().claim("htu", TARGET);
    }

    private static Answer token(AuthServiceUnderTest service, String... proofs) {
        return send(service, CREDENTIALS, proofs);
    }

    private static Answer send(AuthServiceUnderTest service, String credentials, String... proofs) {
        URI uri = service.publicUri("/oauth2/token");
        HttpRequest.Builder request = service.request(uri)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return service.send(request);
    }

    private static void assertInvalid(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_dpop_proof");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
