package services.auth.oauth2.par;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientAuthenticator;
import services.auth.oauth2.dpop.DPoPProofs;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;
import services.auth.oauth2.request.AuthorizationRequestChecks;
import services.auth.oauth2.request.Checked;
import services.auth.oauth2.request.KeptRequests;
import services.auth.token.Confirmation;

/** Takes pushed authorization requests (RFC 9126 section 2). */
@Singleton
class PushedAuthorizationRequests {

    /** How the client proves itself is no part of the request. */
    private static final List<String> PROOF = List.of("client_secret", "client_assertion", "client_assertion_type");

    private final ClientAuthenticator clientAuthenticator;
    private final AuthorizationRequestChecks checks;
    private final KeptRequests keptRequests;
    private final DPoPProofs proofs;

    PushedAuthorizationRequests(
            ClientAuthenticator clientAuthenticator,
            AuthorizationRequestChecks checks,
            KeptRequests keptRequests,
            DPoPProofs proofs) {
        this.clientAuthenticator = clientAuthenticator;
        this.checks = checks;
        this.keptRequests = keptRequests;
        this.proofs = proofs;
    }

    Response answer(HTTPRequest message) throws ParseException {
        Map<String, List<String>> parameters = new TreeMap<>(message.getBodyAsFormParameters());
        Client client = clientAuthenticator.require(
                Reading.of(() -> ClientAuthentication.parse(message)), clientId(parameters));
        if (parameters.containsKey("request_uri")) {
            // RFC 9126 section 2.1
            throw new RefusedException(
                    OAuth2Error.INVALID_REQUEST.appendDescription(": request_uri within a pushed request"));
        }
        PROOF.forEach(parameters::remove);
        parameters.put("client_id", List.of(client.clientId()));
        bindToKey(message, parameters);
        return switch (checks.checkPushed(client, parameters)) {
            case Checked.Accepted accepted ->
                new PushedAuthorizationSuccessResponse(
                        URI.create(keptRequests
                                .push(client.clientId(), accepted.request().parameters())
                                .requestUri()),
                        KeptRequests.PUSHED.toSeconds());
            case Checked.RefusedToClient refused -> throw new RefusedException(refused.error());
            case Checked.RefusedToUser ignored ->
                throw new RefusedException(
                        OAuth2Error.INVALID_REQUEST.appendDescription(": redirect_uri is not registered"));
        };
    }

    private static @Nullable ClientID clientId(Map<String, List<String>> parameters) throws ParseException {
        List<String> named = parameters.getOrDefault("client_id", List.of());
        return named.isEmpty() ? null : Reading.of(() -> new ClientID(named.getFirst()));
    }

    /** RFC 9449 section 10.1: a proof says the same as {@code dpop_jkt}. */
    private void bindToKey(HTTPRequest message, Map<String, List<String>> parameters) {
        proofs.findKey(message).flatMap(Confirmation::keyThumbprint).ifPresent(key -> {
            List<String> named = parameters.put("dpop_jkt", List.of(key));
            if (named != null && !named.equals(List.of(key))) {
                throw new RefusedException(OAuth2Error.INVALID_DPOP_PROOF);
            }
        });
    }
}
