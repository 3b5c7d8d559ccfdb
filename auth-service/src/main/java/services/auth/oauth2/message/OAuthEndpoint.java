package services.auth.oauth2.message;

import java.security.cert.CertificateException;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.error.TooManyRequestsException;
import services.auth.tls.ClientCertificates;

/** Answers the requests of clients in the form of RFC 6749 section 5, whatever comes of them. */
@Singleton
public class OAuthEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthEndpoint.class);
    private static final ErrorObject UNAVAILABLE = new ErrorObject(
            "temporarily_unavailable", "Try again in a moment", HttpStatus.SERVICE_UNAVAILABLE.getCode());

    /** RFC 6749 has no code of its own for it, RFC 9126 section 2.3 the status. */
    private static final ErrorObject TOO_MANY = new ErrorObject(
            "temporarily_unavailable", "Too many wrong secrets", HttpStatus.TOO_MANY_REQUESTS.getCode());

    private final String issuer;
    private final ClientCertificates clientCertificates;

    OAuthEndpoint(@Value("${auth-service.issuer}") String issuer, ClientCertificates clientCertificates) {
        this.issuer = issuer;
        this.clientCertificates = clientCertificates;
    }

    /** What an endpoint does. */
    @FunctionalInterface
    public interface Exchange {

        /**
         * Answers a request.
         *
         * @throws ParseException when it cannot be read
         * @throws RefusedException when it is refused
         */
        Response answer(HTTPRequest message) throws ParseException;
    }

    /** @param form the body, of any content type: a wrong one is an error of RFC 6749's own form too */
    public MutableHttpResponse<String> answer(HttpRequest<?> request, byte @Nullable [] form, Exchange exchange) {
        HTTPResponse answer;
        try {
            HTTPRequest message = Reading.of(() -> Messages.read(request, form, issuer));
            clientCertificates.of(request).ifPresent(message::setClientX509Certificate);
            answer = exchange.answer(message).toHTTPResponse();
        } catch (ParseException malformed) {
            ErrorObject named = malformed.getErrorObject();
            answer = refused(request, named == null ? OAuth2Error.INVALID_REQUEST : named);
        } catch (CertificateException malformed) {
            answer = refused(request, OAuth2Error.INVALID_REQUEST);
        } catch (RefusedException refused) {
            answer = refused(request, refused.error());
        } catch (TooManyRequestsException tooMany) {
            LOG.info("{} refused: too many wrong secrets", request.getPath());
            answer = new TokenErrorResponse(TOO_MANY).toHTTPResponse();
            answer.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfterSeconds()));
        } catch (IllegalArgumentException failure) {
            if (!isUnspeakable(failure)) {
                throw failure;
            }
            answer = refused(request, OAuth2Error.INVALID_REQUEST);
        } catch (RuntimeException failure) {
            if (!Outage.isBehind(failure)) {
                throw failure;
            }
            LOG.warn("{} answered 503: {}", request.getPath(), Outage.describe(failure));
            answer = new TokenErrorResponse(UNAVAILABLE).toHTTPResponse();
        }
        return Messages.write(answer);
    }

    private static HTTPResponse refused(HttpRequest<?> request, ErrorObject error) {
        LOG.info("{} refused: {}", request.getPath(), error.getCode());
        return error instanceof TokenSchemeError token
                ? refusedToken(token)
                : new TokenErrorResponse(withStatus(error)).toHTTPResponse();
    }

    /** RFC 6749 section 5.2: 400, also where the authorization endpoint would redirect, unless it is of a status of its own. */
    private static ErrorObject withStatus(ErrorObject error) {
        return error.getHTTPStatusCode() > HTTPResponse.SC_BAD_REQUEST
                ? error
                : error.setHTTPStatusCode(HTTPResponse.SC_BAD_REQUEST);
    }

    /** RFC 6750 section 3: whoever is refused for the access token is told so in a challenge. */
    private static HTTPResponse refusedToken(TokenSchemeError error) {
        HTTPResponse answer = new HTTPResponse(error.getHTTPStatusCode());
        answer.setWWWAuthenticate(error.setRealm("auth-service").toWWWAuthenticateHeader());
        if (error.getHTTPStatusCode() == HTTPResponse.SC_BAD_REQUEST) {
            answer.setEntityContentType(ContentType.APPLICATION_JSON);
            answer.setBody(error.toJSONObject().toJSONString());
        }
        return answer;
    }

    /** Whether the SDK would repeat of a request what no description may have (RFC 6749 section 5.2), and fails over it. */
    private static boolean isUnspeakable(IllegalArgumentException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().equals(ErrorObject.class.getName());
    }
}
