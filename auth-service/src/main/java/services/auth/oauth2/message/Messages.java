package services.auth.oauth2.message;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/** Carries messages between HTTP and the OAuth 2.0 SDK. */
final class Messages {

    /** What the endpoints look at: all else is not for them. */
    private static final List<String> HEADERS = List.of(HttpHeaders.AUTHORIZATION, "DPoP");

    private Messages() {}

    /**
     * Reads the request of a client as it was sent to the address that the client knows.
     *
     * @param issuer the address of this service for clients
     */
    static HTTPRequest read(HttpRequest<?> request, byte @Nullable [] form, String issuer) throws ParseException {
        try {
            HTTPRequest message = new HTTPRequest(
                    HTTPRequest.Method.valueOf(request.getMethodName()), new URI(issuer + request.getPath()));
            String contentType = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
            message.setHeader(HttpHeaders.CONTENT_TYPE, contentType == null ? "" : contentType);
            for (String header : HEADERS) {
                List<String> values = request.getHeaders().getAll(header);
                if (!values.isEmpty()) {
                    message.setHeader(header, values.toArray(String[]::new));
                }
            }
            if (message.getAuthorization() != null && message.getAuthorization().isBlank()) {
                // it presents nothing, and the SDK would take it for a bearer token
                message.setAuthorization(null);
            }
            byte[] body = form == null ? new byte[0] : form;
            String text = new String(body, StandardCharsets.UTF_8);
            if (isJson(message)) {
                message.setBody(text);
            } else {
                requireReadable(body);
                message.setBody(URLUtils.serializeParameters(parameters(text)));
            }
            requireOneProof(message);
            requireOneAuthorization(request);
            return message;
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            throw new ParseException(malformed.getMessage(), OAuth2Error.INVALID_REQUEST, malformed);
        }
    }

    /**
     * RFC 6749 appendix B: percent-encoded UTF-8. The SDK would leave out a parameter that it cannot decode, and answer another request than
     * was sent.
     */
    private static void requireReadable(byte[] form) throws ParseException {
        try {
            String bytes =
                    URLDecoder.decode(new String(form, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
            CharBuffer unused = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw new ParseException(
                    "The form is malformed",
                    OAuth2Error.INVALID_REQUEST.appendDescription(": malformed percent-encoding or UTF-8"),
                    malformed);
        }
    }

    private static boolean isJson(HTTPRequest message) throws ParseException {
        ContentType type = message.getEntityContentType();
        return type != null && type.matches(ContentType.APPLICATION_JSON);
    }

    /** RFC 9110 section 11.6.2. */
    private static void requireOneAuthorization(HttpRequest<?> request) throws ParseException {
        if (request.getHeaders().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            throw new ParseException(
                    "Authorization comes twice",
                    OAuth2Error.INVALID_REQUEST.appendDescription(": more than one Authorization header"));
        }
    }

    /** RFC 6749 section 2.3: a client proves itself in one way, not in several of which one may be weaker. */
    private static void requireOneProof(HTTPRequest message) throws ParseException {
        if (isJson(message)) {
            return;
        }
        Map<String, List<String>> form = URLUtils.parseParameters(message.getBody());
        long proofs = Stream.of(
                        message.getAuthorization() != null
                                && message.getAuthorization().regionMatches(true, 0, "Basic ", 0, 6),
                        form.containsKey("client_secret"),
                        form.containsKey("client_assertion"))
                .filter(isThere -> isThere)
                .count();
        if (proofs > 1) {
            throw new ParseException(
                    "The client proves itself in several ways",
                    OAuth2Error.INVALID_REQUEST.appendDescription(": more than one client authentication method"));
        }
        if (form.containsKey("client_assertion")) {
            requireReadableAssertion(message);
        }
    }

    /** RFC 7521 section 4.2.1: what is no assertion proves as little as a wrong one. */
    private static void requireReadableAssertion(HTTPRequest message) throws ParseException {
        try {
            ClientAuthentication unused = ClientAuthentication.parse(message);
        } catch (ParseException | RuntimeException malformed) {
            throw new ParseException(malformed.getMessage(), OAuth2Error.INVALID_CLIENT, malformed);
        }
    }

    /** RFC 6749 section 3.2: a parameter without a value counts as absent, and none may come twice. */
    private static Map<String, List<String>> parameters(String form) throws ParseException {
        Map<String, List<String>> parameters = new TreeMap<>(URLUtils.parseParameters(form));
        parameters.values().removeIf(values -> values.stream().allMatch(String::isEmpty));
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            // RFC 8707 section 2, RFC 8693 section 2.1: there may be several resources and audiences
            if (parameter.getValue().size() > 1
                    && !List.of("resource", "audience").contains(parameter.getKey())) {
                throw new ParseException(
                        "A parameter comes twice",
                        OAuth2Error.INVALID_REQUEST.appendDescription(": parameter repeated"));
            }
        }
        return parameters;
    }

    /** Writes an answer with the headers that RFC 6749 sections 5.1 and 5.2 ask for. */
    static MutableHttpResponse<String> write(HTTPResponse message) {
        MutableHttpResponse<String> response = HttpResponse.status(HttpStatus.valueOf(message.getStatusCode()));
        if (message.getStatusCode() == HttpStatus.UNAUTHORIZED.getCode()
                && message.getHeaderValue(HttpHeaders.WWW_AUTHENTICATE) == null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"auth-service\"");
        }
        if (message.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        if (message.getHeaderValue(HttpHeaders.CACHE_CONTROL) == null) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        message.getHeaderMap().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        if (message.getBody() != null) {
            response.body(message.getBody());
        }
        return response;
    }
}
