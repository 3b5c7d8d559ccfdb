package services.auth.oauth2.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.op.AuthenticationRequestResolver;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientSignatures;
import services.auth.oauth2.message.RefusedException;
import services.auth.outbound.OutboundAnswer;
import services.auth.outbound.OutboundClient;

/**
 * Request objects (RFC 9101, OpenID Connect Core 1.0 section 6): authorization requests as JWTs that their client has signed, or not. What stands in
 * one takes precedence over what stands beside it (section 6.1).
 */
@Singleton
class RequestObjects {

    private static final Logger LOG = LoggerFactory.getLogger(RequestObjects.class);
    private static final int MAX_CLOCK_SKEW_SECONDS = 60;

    /** Registered claims, which are no parameters. */
    private static final Set<String> CLAIMS = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final int MAX_BYTES = 64 * 1024;

    private final ClientSignatures signatures;
    private final OutboundClient outbound;
    private final String issuer;
    private final Clock clock;

    RequestObjects(
            ClientSignatures signatures,
            OutboundClient outbound,
            @Value("${auth-service.issuer}") String issuer,
            Clock clock) {
        this.signatures = signatures;
        this.outbound = outbound;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Fetches the request object that a client keeps at an address of its own (RFC 9101 section 5.2.3).
     *
     * @throws RefusedException {@code invalid_request_uri} when the address is not registered to the letter, or does not show one
     */
    String fetch(Client client, String requestUri) {
        Set<URI> registered = client.metadata().getRequestObjectURIs();
        if (registered == null
                || registered.stream().noneMatch(uri -> uri.toString().equals(requestUri))) {
            throw new RefusedException(OAuth2Error.INVALID_REQUEST_URI);
        }
        OutboundAnswer answer = outbound.get(URI.create(requestUri), MAX_BYTES);
        if (answer instanceof OutboundAnswer.Answered answered && answered.isSuccess()) {
            return new String(answered.body(), StandardCharsets.US_ASCII).strip();
        }
        LOG.info("Request object not fetched from {}: {}", requestUri, answer);
        throw new RefusedException(OAuth2Error.INVALID_REQUEST_URI);
    }

    /**
     * Unpacks the request object of a request.
     *
     * @param parameters what stands beside it
     * @param alone whether nothing counts that stands beside it (RFC 9126 section 3, RFC 9101 section 6.3)
     * @throws RefusedException {@code invalid_request_object}
     */
    Parameters unpack(Client client, String object, Parameters parameters, boolean alone) {
        try {
            JWTClaimsSet claims = read(client, parse(object));
            if (!isOf(client, claims)) {
                throw invalid("it is not the client's");
            }
            Map<String, List<String>> inside = AuthenticationRequestResolver.reformatClaims(claims);
            // RFC 9101 section 4: none within another
            inside.keySet()
                    .removeIf(name -> CLAIMS.contains(name) || name.equals("request") || name.equals("request_uri"));
            requireSame(inside, parameters, "client_id");
            requireSame(inside, parameters, "response_type");
            return alone
                    ? Parameters.of(inside).with(Map.of("client_id", List.of(client.clientId())))
                    : parameters.without("request", "request_uri").with(inside);
        } catch (ParseException | BadJWTException refused) {
            throw invalid(String.valueOf(refused.getMessage()));
        }
    }

    /** Whatever the parser throws at something so strange that it did not expect it, it is no request object. */
    private static JWT parse(String object) {
        try {
            return JWTParser.parse(object);
        } catch (ParseException | RuntimeException malformed) {
            throw invalid(malformed.toString());
        }
    }

    /** OpenID Connect Core 1.0 section 6.1. */
    private static void requireSame(Map<String, List<String>> inside, Parameters parameters, String name) {
        if (inside.containsKey(name)
                && parameters.find(name).isPresent()
                && !inside.get(name).equals(List.of(parameters.find(name).get()))) {
            throw invalid(name + " is another one in it");
        }
    }

    private JWTClaimsSet read(Client client, JWT object) throws ParseException, BadJWTException {
        JWSAlgorithm registered = client.metadata().getRequestObjectJWSAlg();
        if (object instanceof PlainJWT plain) {
            if (client.settings().requiresSignedRequests()) {
                // RFC 9126 section 2.3
                throw new RefusedException(OAuth2Error.INVALID_REQUEST.appendDescription(": request is not signed"));
            }
            if (registered != null && !registered.getName().equals("none")) {
                throw invalid("it is not signed");
            }
            verifier().verify(plain.getJWTClaimsSet(), null);
            return plain.getJWTClaimsSet();
        }
        if (!(object instanceof SignedJWT signed)) {
            throw invalid("it is encrypted");
        }
        JWSAlgorithm algorithm = signed.getHeader().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm) || registered != null && !registered.equals(algorithm)) {
            throw invalid("it is signed with " + algorithm);
        }
        if (!signatures.areGood(client, signed)) {
            throw invalid("it is signed by none of the client's keys");
        }
        verifier().verify(signed.getJWTClaimsSet(), null);
        return signed.getJWTClaimsSet();
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier() {
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(null, null, new HashSet<>(), null) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(MAX_CLOCK_SKEW_SECONDS);
        return verifier;
    }

    private boolean isOf(Client client, JWTClaimsSet claims) throws ParseException {
        String inside = claims.getStringClaim("client_id");
        return (inside == null || inside.equals(client.clientId()))
                && (claims.getIssuer() == null || claims.getIssuer().equals(client.clientId()))
                && (claims.getAudience().isEmpty() || claims.getAudience().contains(issuer));
    }

    private static RefusedException invalid(String reason) {
        LOG.info("Request object refused: {}", reason);
        ErrorObject error = OAuth2Error.INVALID_REQUEST_OBJECT;
        return new RefusedException(error);
    }
}
