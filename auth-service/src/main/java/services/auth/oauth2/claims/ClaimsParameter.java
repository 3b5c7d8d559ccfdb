package services.auth.oauth2.claims;

import java.util.Set;
import java.util.TreeSet;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;

/**
 * The {@code claims} parameter of an authorization request (OpenID Connect Core 1.0 section 5.5): single claims that a client asks for.
 *
 * @param ofUserInfo names of claims for userinfo
 * @param ofIdToken names of claims for ID tokens
 */
public record ClaimsParameter(Set<String> ofUserInfo, Set<String> ofIdToken) {

    /** Asks for nothing. */
    public static final ClaimsParameter NONE = new ClaimsParameter(Set.of(), Set.of());

    /**
     * Reads it.
     *
     * @param json absent where the request had none
     * @throws ParseException when it is malformed
     */
    public static ClaimsParameter parse(@Nullable String json) throws ParseException {
        if (json == null) {
            return NONE;
        }
        OIDCClaimsRequest request = OIDCClaimsRequest.parse(json);
        return new ClaimsParameter(names(request.getUserInfoClaimsRequest()), names(request.getIDTokenClaimsRequest()));
    }

    private static Set<String> names(@Nullable ClaimsSetRequest request) {
        // one of a certain language (section 5.2) is given in the one there is
        return request == null ? Set.of() : Set.copyOf(request.getClaimNames(false));
    }

    /**
     * The scope tokens that stand for these claims: who has not allowed the client those must be asked before the parameter is granted,
     * as a claim is given to whoever was granted it.
     */
    public Scope standsFor() {
        Set<String> scopes = new TreeSet<>();
        for (OIDCScopeValue scope : OIDCScopeValue.values()) {
            Set<String> claims = scope.getClaimNames();
            if (claims != null && claims.stream().anyMatch(this::asksFor)) {
                scopes.add(scope.getValue());
            }
        }
        scopes.remove(OIDCScopeValue.OPENID.getValue());
        return Scope.of(scopes);
    }

    private boolean asksFor(String claim) {
        return ofUserInfo.contains(claim) || ofIdToken.contains(claim);
    }
}
