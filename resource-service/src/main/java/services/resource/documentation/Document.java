package services.resource.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/**
 * A file that documents the service.
 *
 * @param resource where it is on the class path
 */
record Document(MediaType type, String resource) {

    static final Document DESCRIPTION = new Document(MediaType.of("application/yaml"), "META-INF/swagger/openapi.yml");
    static final Document PAGE = new Document(MediaType.TEXT_HTML_TYPE, "documentation/page.html");

    private static final MediaType JAVASCRIPT = MediaType.of("text/javascript");
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";

    private static final Map<String, Document> PARTS_OF_THE_PAGE = Map.of(
            "start.js", new Document(JAVASCRIPT, "documentation/start.js"),
            "swagger-ui-bundle.js", new Document(JAVASCRIPT, SWAGGER_UI + "swagger-ui-bundle.js"),
            "swagger-ui.css", new Document(MediaType.of("text/css"), SWAGGER_UI + "swagger-ui.css"),
            "favicon-32x32.png", new Document(MediaType.IMAGE_PNG_TYPE, SWAGGER_UI + "favicon-32x32.png"));

    /** The page is made of what this service serves and asks nobody else. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Optional<Document> partOfThePage(String name) {
        return Optional.ofNullable(PARTS_OF_THE_PAGE.get(name));
    }

    MutableHttpResponse<byte[]> toResponse() {
        return HttpResponse.ok(read(resource))
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }

    private static String swaggerUiVersion() {
        Properties jar = new Properties();
        try (InputStream in = open("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            jar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Document.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path");
        }
        return in;
    }
}
