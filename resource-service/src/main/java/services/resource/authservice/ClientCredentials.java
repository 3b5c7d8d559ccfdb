package services.resource.authservice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;

/** As whom this service calls auth-service. */
@ConfigurationProperties("resource-service")
record ClientCredentials(
        @NotBlank @Bindable(defaultValue = "resource-service")
        String clientId,

        @NotBlank String clientSecret) {

    String basicAuthentication() {
        // RFC 6749 §2.3.1: both parts are form-encoded first, so that a colon in them cannot shift the border
        String pair = encode(clientId) + ":" + encode(clientSecret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
