package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentSecurityPolicyTest {

    private final Visit visit = Visit.of(HttpRequest.GET("/signin"));

    @Test
    void pageMayShowItselfAndPostItsFormsAndNothingElse() {
        assertThat(policy(new SignInPage("", Errors.NONE), visit))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                        + " frame-ancestors 'none'; base-uri 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.test/cb?a=b, https://app.test",
        "HTTPS://App.test:8443/cb, https://App.test:8443",
        "http://127.0.0.1:49152/cb, http://127.0.0.1:49152",
        "http://[::1]:49152/cb, http:",
        "com.example.app:/cb, com.example.app:",
        "com.example.app://cb, com.example.app:",
    })
    void consentMayEndAtTheClientItIsGivenTo(String redirectUri, String source) {
        ConsentPage consent = new ConsentPage(
                new RequestingClient("App", null, null, null, null),
                "alice",
                List.of(),
                "/consent",
                Map.of(),
                URI.create(redirectUri));

        assertThat(policy(consent, visit)).contains("form-action 'self' " + source + ";");
    }

    @Test
    void signInThatEndsAtAClientWhoseAddressIsNotKnownDoesNotHoldItsFormBack() {
        Visit onToClient = visit.returningTo(ReturnTo.of("/oauth2/authorize?client_id=a"));

        assertThat(policy(new SignInPage("", Errors.NONE), onToClient)).doesNotContain("form-action");
        assertThat(policy(new SignUpPage("", "", Errors.NONE), onToClient)).contains("form-action 'self';");
    }

    @Test
    void logosMayComeFromWhereTheyAre() {
        RequestingClient client =
                new RequestingClient("App", null, URI.create("https://cdn.test/logo.png"), null, null);
        DeviceConsentPage page = new DeviceConsentPage(client, "alice", "A", List.of(), "/device", Map.of());

        assertThat(ContentSecurityPolicy.of(page, visit, Optional.of(URI.create("https://brand.test/l.svg"))))
                .contains("img-src 'self' https://brand.test https://cdn.test;");
    }

    @ParameterizedTest
    @CsvSource({"javascript:alert(1)", "data:text/html;a", "http://cdn.test/logo.png", "ftp://cdn.test/a", "https:/logo"
    })
    void whatAClientSaysOfItselfBecomesNoScript(URI uri) {
        RequestingClient client = new RequestingClient("App", uri, uri, uri, uri);

        assertThat(client.images()).isEmpty();
        boolean isWeb = uri.getScheme().equals("http");
        assertThat(client.policy()).isEqualTo(isWeb ? uri : null);
        assertThat(client.host()).isEqualTo(isWeb ? "cdn.test" : "");
    }

    private static String policy(PageModel page, Visit visit) {
        return ContentSecurityPolicy.of(page, visit, Optional.empty());
    }
}
