package services.auth.oauth2.grant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/** Carries the messages of the token endpoint between HTTP and the OAuth 2.0 SDK. */
final class TokenMessages {

    private TokenMessages() {}

    /** Reads a token request (RFC 6749 sections 2.3.1 and 4.4.2). */
    static TokenRequest parse(URI uri, @Nullable String contentType, @Nullable String authorization, String form)
            throws ParseException {
        try {
            HTTPRequest message = new HTTPRequest(HTTPRequest.Method.POST, new URI("http://localhost" + uri.getPath()));
            message.setHeader("Content-Type", contentType == null ? "" : contentType);
            if (authorization != null) {
                message.setAuthorization(authorization);
            }
            message.setBody(URLUtils.serializeParameters(parameters(form)));
            return TokenRequest.parse(message);
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            throw new ParseException(malformed.getMessage(), OAuth2Error.INVALID_REQUEST, malformed);
        }
    }

    /** RFC 6749 section 3.2: a parameter without a value counts as absent, and none may come twice. */
    private static Map<String, List<String>> parameters(String form) throws ParseException {
        Map<String, List<String>> parameters = new TreeMap<>(URLUtils.parseParameters(form));
        parameters.values().removeIf(values -> values.stream().allMatch(String::isEmpty));
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getValue().size() > 1) {
                throw new ParseException(
                        "A parameter comes twice",
                        OAuth2Error.INVALID_REQUEST.appendDescription(": parameter repeated"));
            }
        }
        return parameters;
    }

    /** The answer to a request that cannot be read; {@code invalid_request} where the SDK names no other error. */
    static TokenErrorResponse error(ParseException malformed) {
        ErrorObject named = malformed.getErrorObject();
        return new TokenErrorResponse(named == null ? OAuth2Error.INVALID_REQUEST : named);
    }

    /** Writes an answer with the headers that RFC 6749 section 5.1 asks for. */
    static HttpResponse<String> write(TokenResponse answer) {
        HTTPResponse message = answer.toHTTPResponse();
        MutableHttpResponse<String> response = HttpResponse.status(HttpStatus.valueOf(message.getStatusCode()));
        if (message.getStatusCode() == HttpStatus.UNAUTHORIZED.getCode()) {
            // RFC 6749 section 5.2
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"auth-service\"");
        }
        if (message.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        message.getHeaderMap().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response.body(message.getBody());
    }
}
