package services.resource.authservice;

import java.net.URI;
import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Where auth-service is and how long it may take.
 *
 * @param publicUrl where {@code /oauth2/token} answers
 * @param internalUrl where {@code /validateToken} and {@code /validateTokens} answer
 * @param timeout for one attempt
 * @param deadline for a validation with all that it takes, after which the caller is told to come back
 * @param caPath PEM file with the certificates to trust, absent for those of the JDK
 */
@ConfigurationProperties("resource-service.auth-service")
public record AuthServiceConfiguration(
        @NotNull @Bindable(defaultValue = "http://localhost:8080")
        URI publicUrl,

        @NotNull @Bindable(defaultValue = "http://localhost:8081")
        URI internalUrl,

        @NotNull @Bindable(defaultValue = "1s") Duration timeout,
        @NotNull @Bindable(defaultValue = "2500ms") Duration deadline,
        @Nullable String caPath) {

    public URI tokenEndpoint() {
        return below(publicUrl, "/oauth2/token");
    }

    public URI validationEndpoint() {
        return below(internalUrl, "/validateToken");
    }

    public URI manyValidationsEndpoint() {
        return below(internalUrl, "/validateTokens");
    }

    private static URI below(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }
}
