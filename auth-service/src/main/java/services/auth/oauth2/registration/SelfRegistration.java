package services.auth.oauth2.registration;

import java.net.URI;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationErrorResponse;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import net.minidev.json.JSONObject;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientRegistration;
import services.auth.oauth2.client.ClientRegistrationConfiguration;
import services.auth.oauth2.client.ClientRegistrations;
import services.auth.oauth2.client.ClientRegistrations.Registered;
import services.auth.oauth2.client.ClientRules;
import services.auth.oauth2.client.ClientSecrets;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.client.Registrar;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Secrets;

/** What clients do with their own registration. */
@Singleton
class SelfRegistration {

    private static final ErrorObject CLOSED = new ErrorObject(
            "access_denied", "Clients are registered by administrators", HttpStatus.FORBIDDEN.getCode());

    private final ClientRegistrationConfiguration configuration;
    private final ClientRules rules;
    private final Clients clients;
    private final ClientRegistrations registrations;
    private final ClientSecrets clientSecrets;
    private final Secrets secrets;
    private final String issuer;

    SelfRegistration(
            ClientRegistrationConfiguration configuration,
            ClientRules rules,
            Clients clients,
            ClientRegistrations registrations,
            ClientSecrets clientSecrets,
            Secrets secrets,
            @Value("${auth-service.issuer}") String issuer) {
        this.configuration = configuration;
        this.rules = rules;
        this.clients = clients;
        this.registrations = registrations;
        this.clientSecrets = clientSecrets;
        this.secrets = secrets;
        this.issuer = issuer;
    }

    /**
     * Registers a client (RFC 7591 section 3).
     *
     * @param isAllowed whether the request shows a token that allows it
     */
    Response register(HTTPRequest message, boolean isAllowed) throws ParseException {
        switch (configuration.granted()) {
            case CLOSED -> {
                return new ClientRegistrationErrorResponse(CLOSED);
            }
            case TOKEN -> {
                if (!isAllowed) {
                    return unauthorized(message);
                }
            }
            case OPEN -> {
                // nothing is asked for
            }
        }
        String token = secrets.generate();
        Registered registered = registrations
                .add(UUID.randomUUID().toString(), check(members(message)), token)
                .orElseThrow();
        return answer(registered, token, true);
    }

    /** Shows what is registered of a client (RFC 7592 section 2.1). */
    Response show(HTTPRequest message, String clientId) {
        String token = token(message);
        return clients.findByRegistrationToken(clientId, token)
                .map(client -> answer(new Registered(client, null), token, false))
                .orElseGet(() -> unauthorized(message));
    }

    /** Registers something else of a client than before (RFC 7592 section 2.2). */
    Response replace(HTTPRequest message, String clientId) throws ParseException {
        String token = token(message);
        Client client = clients.findByRegistrationToken(clientId, token).orElse(null);
        if (client == null) {
            return unauthorized(message);
        }
        JSONObject members = members(message);
        requireOwn(client, members);
        return registrations
                .replace(clientId, check(members), held -> {})
                .map(registered -> answer(registered, token, false))
                .orElseGet(() -> unauthorized(message));
    }

    /** Removes a client (RFC 7592 section 2.3). */
    Response remove(HTTPRequest message, String clientId) {
        return clients.findByRegistrationToken(clientId, token(message)).isPresent()
                        && registrations.remove(clientId, held -> {})
                ? new Removed()
                : unauthorized(message);
    }

    private static JSONObject members(HTTPRequest message) throws ParseException {
        try {
            return Reading.of(message::getBodyAsJSONObject);
        } catch (ParseException malformed) {
            throw new ParseException(malformed.getMessage(), RegistrationError.INVALID_CLIENT_METADATA, malformed);
        }
    }

    /** A client gets no more than the setting allows, and what it does not ask for it gets of that all. */
    private ClientRegistration check(JSONObject members) {
        ClientRegistration wanted = rules.check(members, Registrar.CLIENT);
        return new ClientRegistration(
                wanted.scope().values().isEmpty()
                        ? configuration.allowed()
                        : wanted.scope().commonWith(configuration.allowed()),
                wanted.metadata());
    }

    private void requireOwn(Client client, JSONObject members) {
        Object secret = members.get("client_secret");
        if (!client.clientId().equals(members.get("client_id"))
                || secret != null && !clientSecrets.isGood(client, secret.toString())) {
            throw new RefusedException(RegistrationError.INVALID_CLIENT_METADATA.setDescription(
                    "client_id must be that of the client, and client_secret its own if it is there"));
        }
    }

    private Response answer(Registered registered, String token, boolean isNew) {
        Client client = registered.client();
        OIDCClientMetadata metadata = client.metadata();
        metadata.setScope(Scope.parse(client.scope()));
        return new OIDCClientInformationResponse(
                new OIDCClientInformation(
                        new ClientID(client.clientId()),
                        Date.from(Objects.requireNonNull(client.createdAt())),
                        metadata,
                        registered.secret() == null
                                ? null
                                : new Secret(registered.secret().value()),
                        URI.create(issuer + "/oauth2/register/" + client.clientId()),
                        new BearerAccessToken(token)),
                isNew);
    }

    private static String token(HTTPRequest message) {
        String authorization = Objects.requireNonNullElse(message.getAuthorization(), "");
        return authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())
                ? authorization.substring("Bearer ".length()).strip()
                : "";
    }

    /** RFC 6750 section 3.1: no error code for a request that brought no token. */
    private static Response unauthorized(HTTPRequest message) {
        return new ClientRegistrationErrorResponse(
                token(message).isEmpty() ? BearerTokenError.MISSING_TOKEN : BearerTokenError.INVALID_TOKEN);
    }
}
