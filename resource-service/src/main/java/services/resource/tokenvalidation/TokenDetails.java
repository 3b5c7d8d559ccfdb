package services.resource.tokenvalidation;

import java.util.Set;

/**
 * What auth-service tells about a live token.
 *
 * @param subject the user, or the client where a token was issued to a machine
 * @param scopes what the bearer may do
 */
public record TokenDetails(String subject, Set<String> scopes) {

    /** The request attribute under which a controller finds the details of the presented token. */
    public static final String ATTRIBUTE = "tokenDetails";

    boolean covers(String scope) {
        return scopes.contains(scope);
    }
}
