package services.auth.oauth2.request;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.op.ACRRequest;
import jakarta.inject.Singleton;
import services.auth.oauth2.claims.ClaimsParameter;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.client.GrantedScope;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.BrowserSessions;
import services.auth.token.IdTokenVerifier;
import services.auth.token.Scope;

/**
 * What is checked of an authorization request. Whose it is and where its answer goes comes first, for before that is known no client is
 * told anything; the rest is one list.
 */
@Singleton
public class AuthorizationRequestChecks {

    static final Set<ResponseMode> RESPONSE_MODES = Set.of(ResponseMode.QUERY, ResponseMode.FORM_POST);

    /** Where such a wish cannot be read it is as if there were none (OpenID Connect Core 1.0 section 3.1.2.1). */
    private static final String[] PREFERENCES = {"display", "ui_locales", "claims_locales"};

    /** One check; {@link RefusedException} when it fails. */
    @FunctionalInterface
    private interface Check {
        void check(Asked asked);
    }

    private final List<Check> checks = List.of(
            AuthorizationRequestChecks::requireEachParameterOnce,
            AuthorizationRequestChecks::requireNoRegistration,
            AuthorizationRequestChecks::requireResponseTypeCode,
            AuthorizationRequestChecks::requireCodeGrant,
            AuthorizationRequestChecks::requirePushedWhereDemanded,
            AuthorizationRequestChecks::requireSignedWhereDemanded,
            AuthorizationRequestChecks::requirePkceWhereDemanded,
            AuthorizationRequestChecks::requireSha256,
            AuthorizationRequestChecks::requireMaxAgeFromZero);

    private final Clients clients;
    private final KeptRequests keptRequests;
    private final RequestObjects requestObjects;
    private final IdTokenVerifier idTokenVerifier;

    AuthorizationRequestChecks(
            Clients clients,
            KeptRequests keptRequests,
            RequestObjects requestObjects,
            IdTokenVerifier idTokenVerifier) {
        this.clients = clients;
        this.keptRequests = keptRequests;
        this.requestObjects = requestObjects;
        this.idTokenVerifier = idTokenVerifier;
    }

    /**
     * A request, on its way through the checks.
     *
     * @param isUnpacked whether it came in a request object
     */
    private record Asked(
            Client client, Parameters parameters, Optional<KeptRequest> kept, boolean isPushed, boolean isUnpacked) {

        static Asked of(Client client, Parameters parameters) {
            return new Asked(client, parameters, Optional.empty(), false, false);
        }

        static Asked again(Client client, KeptRequest kept) {
            return new Asked(client, Parameters.of(kept.parameters()), Optional.of(kept), kept.isPushed(), false);
        }

        static Asked pushed(Client client, Parameters parameters) {
            return new Asked(client, parameters, Optional.empty(), true, false);
        }

        Asked unpacked(Parameters inside) {
            return new Asked(client, inside, kept, isPushed, true);
        }

        /** Whether nothing counts beside its object (RFC 9126 section 3, RFC 9101 section 6.3). */
        boolean isInObjectAlone() {
            return isPushed || client.settings().requiresSignedRequests();
        }

        Optional<String> find(String name) {
            return parameters.find(name);
        }

        boolean isOpenId() {
            return find("scope")
                    .map(Scope::parse)
                    .filter(scope -> scope.values().contains("openid"))
                    .isPresent();
        }

        boolean isSilent() {
            return find("prompt").equals(Optional.of(Prompt.Type.NONE.toString()));
        }
    }

    /** Checks a request as a browser brings it. */
    public Checked check(Map<String, List<String>> sent) {
        Parameters parameters = Parameters.of(sent);
        Optional<Client> client = parameters.find("client_id").flatMap(clients::find);
        if (client.isEmpty()) {
            return new Checked.RefusedToUser(Checked.Reason.UNKNOWN_CLIENT);
        }
        Optional<String> name = parameters.find("request_uri").filter(KeptRequests::isName);
        if (name.isEmpty()) {
            return check(Asked.of(client.get(), parameters));
        }
        return keptRequests
                .find(name.get())
                .filter(kept -> kept.clientId().equals(client.get().clientId()))
                // RFC 9126 section 4: nothing counts that stands beside the name
                .map(kept -> check(Asked.again(client.get(), kept)))
                .orElse(new Checked.RefusedToUser(Checked.Reason.EXPIRED));
    }

    /** Checks a request as its client pushes it (RFC 9126 section 2.1). */
    public Checked checkPushed(Client client, Map<String, List<String>> sent) {
        return check(Asked.pushed(client, Parameters.of(sent)));
    }

    private Checked check(Asked asked) {
        Optional<ErrorObject> badObject = Optional.empty();
        Asked whole = asked;
        try {
            whole = unpacked(asked);
        } catch (RefusedException refused) {
            badObject = Optional.of(refused.error());
        }
        Optional<URI> redirectUri = RedirectUris.find(whole.client(), whole.find("redirect_uri"));
        if (redirectUri.isEmpty()
                || whole.isOpenId() && !whole.parameters().values().containsKey("redirect_uri")
                || whole.parameters()
                                .values()
                                .getOrDefault("redirect_uri", List.of())
                                .size()
                        > 1) {
            return new Checked.RefusedToUser(Checked.Reason.REDIRECT_URI);
        }
        Optional<ResponseMode> responseMode = responseMode(whole);
        if (responseMode.isEmpty()) {
            return new Checked.RefusedToUser(Checked.Reason.RESPONSE_MODE);
        }
        CheckedRequest.ReplyTo replyTo =
                new CheckedRequest.ReplyTo(redirectUri.get(), responseMode.get(), whole.find("state"));
        boolean isSilent = whole.isSilent();
        return badObject
                .<Checked>map(error -> new Checked.RefusedToClient(replyTo, error, isSilent))
                .orElse(checkAll(whole, replyTo));
    }

    private Asked unpacked(Asked asked) {
        Optional<String> address = asked.find("request_uri");
        Optional<String> object = asked.find("request");
        if (address.isPresent() && object.isPresent()) {
            // RFC 9101 section 5
            throw invalid("request and request_uri");
        }
        return object.or(() -> address.map(uri -> requestObjects.fetch(asked.client(), uri)))
                .map(jwt -> asked.unpacked(
                        requestObjects.unpack(asked.client(), jwt, asked.parameters(), asked.isInObjectAlone())))
                .orElse(asked);
    }

    private static Optional<ResponseMode> responseMode(Asked asked) {
        String wanted = asked.find("response_mode").orElse(ResponseMode.QUERY.getValue());
        return RESPONSE_MODES.stream()
                .filter(mode -> mode.getValue().equals(wanted))
                .findFirst();
    }

    private Checked checkAll(Asked asked, CheckedRequest.ReplyTo replyTo) {
        try {
            checks.forEach(check -> check.check(asked));
            AuthorizationRequest message = read(asked);
            requireReachableAcr(message);
            Scope scope = GrantedScope.of(asked.client(), message.getScope())
                    .orElseThrow(() -> new RefusedException(OAuth2Error.INVALID_SCOPE));
            return new Checked.Accepted(new CheckedRequest(
                    asked.client(),
                    asked.parameters().values(),
                    message,
                    replyTo,
                    scope,
                    ClaimsParameter.parse(asked.find("claims").orElse(null)),
                    subjects(message),
                    asked.kept()));
        } catch (RefusedException refused) {
            return new Checked.RefusedToClient(replyTo, refused.error(), asked.isSilent());
        } catch (ParseException malformed) {
            ErrorObject error = malformed.getErrorObject();
            return new Checked.RefusedToClient(
                    replyTo, error == null ? OAuth2Error.INVALID_REQUEST : error, asked.isSilent());
        } catch (IllegalArgumentException unspeakable) {
            // the SDK would repeat of the request what no description may have (RFC 6749 section 4.1.2.1)
            return new Checked.RefusedToClient(replyTo, OAuth2Error.INVALID_REQUEST, asked.isSilent());
        }
    }

    private static void requireEachParameterOnce(Asked asked) {
        if (asked.parameters().haveOneTwice()) {
            throw invalid("parameter repeated");
        }
    }

    /** OpenID Connect Core 1.0 section 7.2.1. */
    private static void requireNoRegistration(Asked asked) {
        if (asked.find("registration").isPresent()) {
            throw new RefusedException(OIDCError.REGISTRATION_NOT_SUPPORTED);
        }
    }

    /** RFC 9700 section 2.1.2: no implicit grant. */
    private static void requireResponseTypeCode(Asked asked) {
        String responseType = asked.find("response_type").orElseThrow(() -> invalid("missing response_type parameter"));
        if (!responseType.equals(ResponseType.CODE.toString())) {
            throw new RefusedException(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        }
    }

    private static void requireCodeGrant(Asked asked) {
        if (!asked.client().mayUse(GrantType.AUTHORIZATION_CODE)) {
            throw new RefusedException(OAuth2Error.UNAUTHORIZED_CLIENT);
        }
    }

    /** RFC 9126 section 6. */
    private static void requirePushedWhereDemanded(Asked asked) {
        if (asked.client().metadata().requiresPushedAuthorizationRequests() && !asked.isPushed()) {
            throw invalid("this client pushes its requests");
        }
    }

    /** RFC 9101 section 10.5; one that is kept here came so, and unsigned objects of such a client are not unpacked. */
    private static void requireSignedWhereDemanded(Asked asked) {
        if (asked.client().settings().requiresSignedRequests()
                && !asked.isUnpacked()
                && asked.kept().isEmpty()) {
            throw invalid("this client signs its requests");
        }
    }

    /** RFC 9700 section 2.1.1. */
    private static void requirePkceWhereDemanded(Asked asked) {
        if ((asked.client().isPublic() || asked.client().settings().requiresPkce())
                && asked.find("code_challenge").isEmpty()) {
            throw invalid("code_challenge required");
        }
    }

    /** RFC 7636 section 4.2: whoever sees the request would know a plain verifier too. */
    private static void requireSha256(Asked asked) {
        boolean hasChallenge = asked.find("code_challenge").isPresent();
        Optional<String> method = asked.find("code_challenge_method");
        if (hasChallenge || method.isPresent()) {
            if (!hasChallenge
                    || !method.equals(Optional.of(CodeChallengeMethod.S256.getValue()))
                    || !asked.find("code_challenge").orElseThrow().matches("[\\w-]{43}")) {
                throw invalid("code_challenge_method must be S256, and code_challenge 43 characters");
            }
        }
    }

    /** The SDK takes a negative number for none. */
    private static void requireMaxAgeFromZero(Asked asked) {
        if (asked.find("max_age").filter(seconds -> seconds.startsWith("-")).isPresent()) {
            throw invalid("max_age is negative");
        }
    }

    private static AuthorizationRequest read(Asked asked) throws ParseException {
        Map<String, List<String>> parameters =
                asked.parameters().without(PREFERENCES).values();
        return Reading.of(() ->
                asked.isOpenId() ? AuthenticationRequest.parse(parameters) : AuthorizationRequest.parse(parameters));
    }

    /** OpenID Connect Core 1.0 section 5.5.1.1: what the client calls essential and nobody can reach. */
    private static void requireReachableAcr(AuthorizationRequest message) {
        if (message instanceof AuthenticationRequest openId) {
            List<ACR> essential = ACRRequest.resolve(openId).getEssentialACRs();
            if (essential != null && !essential.contains(new ACR(BrowserSessions.PASSWORD_ACR))) {
                throw new RefusedException(OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS);
            }
        }
    }

    /** Who must sign in (OpenID Connect Core 1.0 sections 3.1.2.1 and 5.5.1). */
    private Set<String> subjects(AuthorizationRequest message) {
        if (!(message instanceof AuthenticationRequest openId)) {
            return Set.of();
        }
        Stream<String> hinted = Stream.ofNullable(openId.getIDTokenHint())
                .map(hint -> idTokenVerifier
                        .verify(hint.getParsedString())
                        .orElseThrow(() -> invalid("id_token_hint"))
                        .subject());
        Stream<String> claimed = Optional.ofNullable(openId.getOIDCClaims())
                .map(OIDCClaimsRequest::getIDTokenClaimsRequest)
                .map(claims -> claims.get("sub"))
                .map(ClaimsSetRequest.Entry::getValueAsString)
                .stream();
        return Stream.concat(hinted, claimed).collect(Collectors.toUnmodifiableSet());
    }

    private static RefusedException invalid(String reason) {
        return new RefusedException(OAuth2Error.INVALID_REQUEST.appendDescription(": " + reason));
    }
}
