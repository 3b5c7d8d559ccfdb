package services.local.roundtrip;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaskingTest {

    private static final String TOKEN = "eyJraWQiOiJhIn0.eyJzdWIiOiJiIn0.c2lnbmF0dXJl";

    @Test
    void passwordsAreHidden() {
        assertThat(Masking.body("{\"username\":\"ada\",\"password\":\"a long passphrase\"}"))
                .isEqualTo("{\"username\":\"ada\",\"password\":\"********\"}");
    }

    @Test
    void tokensAreShortenedHoweverDeepTheyAre() {
        assertThat(Masking.body("{\"items\":[{\"refresh_token\":\"" + TOKEN + "\"}]}"))
                .isEqualTo("{\"items\":[{\"refresh_token\":\"eyJraWQiOi...(44 characters)\"}]}");
    }

    @Test
    void bearerTokenInAHeaderIsShortened() {
        assertThat(Masking.header("Authorization", "Bearer " + TOKEN)).isEqualTo("Bearer eyJraWQiOi...(44 characters)");
        assertThat(Masking.header("token", TOKEN)).isEqualTo("eyJraWQiOi...(44 characters)");
    }

    @Test
    void basicCredentialsAreHidden() {
        assertThat(Masking.header("Authorization", "Basic cmVzb3VyY2U6c2VjcmV0"))
                .isEqualTo("Basic ********");
    }

    @Test
    void otherHeadersAndBodiesAreShownAsTheyAre() {
        assertThat(Masking.header("Content-Type", "text/plain")).isEqualTo("text/plain");
        assertThat(Masking.body("grant_type=client_credentials")).isEqualTo("grant_type=client_credentials");
        assertThat(Masking.body("{\"authenticated\":false}")).isEqualTo("{\"authenticated\":false}");
    }

    @Test
    void shortTokenIsNotShownInFull() {
        assertThat(Masking.shorten("secret")).doesNotContain("secret");
    }
}
