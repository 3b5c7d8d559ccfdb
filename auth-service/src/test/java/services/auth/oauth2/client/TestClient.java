package services.auth.oauth2.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.token.Scope;

import static java.net.URLEncoder.encode;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.util.stream.Collectors.joining;

/** A client that exists nowhere else. */
public record TestClient(String id, String secret) {

    /** One that logs users in, and is otherwise registered as told. */
    public static TestClient register(AuthServiceUnderTest service, Consumer<OIDCClientMetadata> registered) {
        return register(service, "data:read", registered);
    }

    /** @param scope what it may ask for on its own behalf */
    public static TestClient register(
            AuthServiceUnderTest service, String scope, Consumer<OIDCClientMetadata> registered) {
        TestClient client = new TestClient("client-" + UUID.randomUUID(), "secret-" + UUID.randomUUID());
        client.change(service, scope, registered);
        return client;
    }

    /** Registers something else of it than before. */
    public void change(AuthServiceUnderTest service, String scope, Consumer<OIDCClientMetadata> registered) {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setGrantTypes(
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
        metadata.setResponseTypes(Set.of(ResponseType.CODE));
        metadata.setRedirectionURI(URI.create("https://client.example/callback"));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        registered.accept(metadata);
        service.bean(ClientRegistrations.class)
                .provision(id, secret, new ClientRegistration(Scope.parse(scope), metadata));
    }

    public static TestClient register(AuthServiceUnderTest service) {
        return register(service, metadata -> {});
    }

    /** One that proves itself by nothing. */
    public static TestClient registerPublic(AuthServiceUnderTest service) {
        return register(service, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
    }

    /** Sends a form, and the secret in a header. */
    public Answer post(AuthServiceUnderTest service, String path, Map<String, String> form) {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return service.send(service.request(service.publicUri(path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(ofString(form(form))));
    }

    /** A form as it is sent. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&"));
    }
}
