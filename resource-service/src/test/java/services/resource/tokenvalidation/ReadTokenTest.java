package services.resource.tokenvalidation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadTokenTest {

    private final MutableHttpRequest<?> request = HttpRequest.GET("/data");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b-c_d~e+f/g==", "bearer a.b-c_d~e+f/g==", "BEARER   a.b-c_d~e+f/g=="})
    void tokenIsReadFromTheAuthorizationHeader(String authorization) {
        request.header("Authorization", authorization);
        assertThat(token()).isEqualTo("a.b-c_d~e+f/g==");
    }

    @Test
    void tokenIsReadFromTheTokenHeader() {
        request.header("token", "abc");
        assertThat(token()).isEqualTo("abc");
    }

    @Test
    void apiKeyIsReadFromItsHeader() {
        request.header("X-API-KEY", "ask_a-b_c");
        assertThat(token()).isEqualTo("ask_a-b_c");
    }

    @Test
    void apiKeyBesideATokenIsRefused() {
        assertThat(step(HttpRequest.GET("/data").header("X-API-KEY", "ask_a").header("Authorization", "Bearer abc")))
                .isInstanceOf(Link.Step.Refuse.class);
        request.header("X-API-KEY", "ask_a").header("token", "abc");
        assertThat(refusal().response().code()).isEqualTo(400);
        assertThat(challenge()).contains("error=\"invalid_request\"");
    }

    @Test
    void twoApiKeysAreRefused() {
        request.header("X-API-KEY", "ask_a").header("X-API-KEY", "ask_b");
        assertThat(refusal().response().code()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "ü", "\"a\""})
    void whatCannotBeAnApiKeyIsInvalid(String key) {
        request.header("X-API-KEY", key);
        assertThat(refusal().response().code()).isEqualTo(401);
        assertThat(challenge()).contains("error=\"invalid_token\"");
    }

    @Test
    void sameTokenInBothHeadersIsOneToken() {
        request.header("token", "abc").header("Authorization", "Bearer abc");
        assertThat(token()).isEqualTo("abc");
    }

    @Test
    void anotherSchemeBesideTheTokenHeaderIsIgnored() {
        request.header("token", "abc").header("Authorization", "Basic YTpi");
        assertThat(token()).isEqualTo("abc");
    }

    @Test
    void requestWithoutTokenIsChallengedWithoutAnError() {
        assertThat(refusal().response().code()).isEqualTo(401);
        assertThat(challenge()).isEqualTo("Bearer realm=\"resource-service\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearertoken", "DPoPabc", "Digest abc", ""})
    void otherSchemeIsNoToken(String authorization) {
        request.header("Authorization", authorization);
        assertThat(refusal().response().code()).isEqualTo(401);
        assertThat(challenge()).doesNotContain("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP a.b-c_d", "dpop a.b-c_d", "DPOP   a.b-c_d"})
    void schemeDPoPIsToldFromTheOthers(String authorization) {
        request.header("Authorization", authorization);
        assertThat(presented()).isEqualTo(PresentedToken.of("a.b-c_d", Scheme.DPOP));
    }

    @Test
    void challengeOfTheSchemeThatWasTriedComesFirst() {
        request.header("Authorization", "DPoP a b");
        assertThat(refusal().response().getHeaders().getAll("WWW-Authenticate"))
                .satisfiesExactly(
                        dpop -> assertThat(dpop).startsWith("DPoP realm=").contains("algs=", "error=\"invalid_token\""),
                        bearer -> assertThat(bearer).isEqualTo("Bearer realm=\"resource-service\""));
    }

    @Test
    void twoDifferentTokensAreRefused() {
        request.header("token", "abc").header("Authorization", "Bearer xyz");
        assertThat(refusal().response().code()).isEqualTo(400);
        assertThat(challenge()).contains("error=\"invalid_request\"");
    }

    @Test
    void twoTokenHeadersAreRefused() {
        request.header("token", "abc").header("token", "xyz");
        assertThat(refusal().response().code()).isEqualTo(400);
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        request.header("Authorization", "Bearer abc").header("Authorization", "Bearer abc");
        assertThat(refusal().response().code()).isEqualTo(400);
        assertThat(challenge()).contains("error=\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer =",
                "Bearer a=b",
                "Bearer \"a\"",
                "Bearer a,b",
                "Bearer ü"
            })
    void whatCannotBeATokenIsInvalid(String authorization) {
        request.header("Authorization", authorization);
        assertThat(refusal().response().code()).isEqualTo(401);
        assertThat(challenge()).contains("error=\"invalid_token\"");
    }

    @Test
    void everyCharacterIsTakenOrNotAsRfc6750Says() {
        Pattern b64token = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
        for (char c = '!'; c <= '\u00ff'; c++) {
            if (Character.isISOControl(c)) {
                continue;
            }
            for (String token : List.of("" + c, "a" + c, c + "a", "a" + c + "a", "a" + c + "=", "a=" + c)) {
                assertThat(step(HttpRequest.GET("/data").header("token", token)))
                        .as("U+%04X in %s", (int) c, token)
                        .isInstanceOf(
                                b64token.matcher(token).matches() ? Link.Step.HandOn.class : Link.Step.Refuse.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer   ", "bearer", "DPoP", "DPoP =", "Bearer abc ", "Bearer \tabc", "Bearer a\u0085b"})
    void schemeWithoutATokenBehindItIsInvalid(String authorization) {
        request.header("Authorization", authorization);
        assertThat(challenge()).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer\tabc", "Bearer,abc", "Bear", "DPo", "DPoPe abc", "Token abc"})
    void whatOnlyBeginsLikeASchemeIsAnotherOne(String authorization) {
        request.header("Authorization", authorization).header("token", "xyz");
        assertThat(presented()).isEqualTo(PresentedToken.of("xyz", Scheme.BEARER));
    }

    @Test
    void tokenOfEightKibibytesIsTheLongest() {
        request.header("token", "a".repeat(8 * 1024));
        assertThat(token()).hasSize(8 * 1024);
        MutableHttpRequest<?> longer = HttpRequest.GET("/data").header("token", "a".repeat(8 * 1024 + 1));
        assertThat(step(longer)).isInstanceOf(Link.Step.Refuse.class);
    }

    private String token() {
        return presented().value();
    }

    private PresentedToken presented() {
        return ((Link.Step.HandOn) step(request)).passage().token().orElseThrow();
    }

    private Refusal refusal() {
        return ((Link.Step.Refuse) step(request)).refusal();
    }

    private String challenge() {
        return String.valueOf(refusal().response().getHeaders().get("WWW-Authenticate"));
    }

    private static Link.Step step(HttpRequest<?> request) {
        return new ReadToken()
                .handle(Passage.begin(request, Optional.empty()))
                .toCompletableFuture()
                .join();
    }
}
