package services.resource.documentation;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import services.backing.BackingServices;
import services.resource.AuthServiceStub;
import services.resource.TestService;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser finds all of Swagger UI at this service, and is told to ask nobody else. */
class DocumentationControllerIT {

    private static final Pattern PART = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private static AuthServiceStub authService;
    private static TestService service;

    @BeforeAll
    static void start() {
        authService = AuthServiceStub.started();
        service =
                TestService.start(BackingServices.shared().postgres().database("resource_documentation"), authService);
    }

    @AfterAll
    static void stop() {
        service.close();
        authService.close();
    }

    @Test
    void everyPartOfThePageIsServedByTheServiceItself() {
        HttpResponse<String> page = get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        List<String> parts = PART.matcher(page.body())
                .results()
                .map((MatchResult part) -> part.group(1))
                .toList();
        assertThat(parts)
                .hasSize(4)
                .allSatisfy(part -> assertThat(part).startsWith("docs/"))
                .allSatisfy(part -> assertThat(get("/" + part).statusCode()).isEqualTo(200));
        assertThat(get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
        assertThat(get("/docs/start.js").body()).contains("SwaggerUIBundle(").contains("url: 'openapi.yml'");
    }

    @Test
    void browserIsToldToRunNothingElse() {
        HttpResponse<String> page = get("/docs");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval", "http");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        // a script with a body, an attribute that is one
        assertThat(page.body()).doesNotContainPattern("<script>|<script [^>]*>[^<]|\\son[a-z]+=");
    }

    @Test
    void descriptionIsServedAsYaml() {
        HttpResponse<String> description = get("/openapi.yml");

        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(description.body()).startsWith("openapi: 3.").contains("resource-service");
    }

    @Test
    void nothingElseOfTheClassPathIsServed() {
        for (String name :
                List.of("x", "page.html", "swagger-ui.js", "..%2Fapplication.properties", "%2Flogback.xml")) {
            assertThat(get("/docs/" + name).statusCode()).as(name).isEqualTo(404);
        }
    }

    @Test
    void internalListenerHasNoDocumentation() {
        for (String path : List.of("/docs", "/docs/start.js", "/openapi.yml")) {
            assertThat(getInternal(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(String path) {
        return service.get(path);
    }

    private static HttpResponse<String> getInternal(String path) {
        return service.internal(path);
    }
}
