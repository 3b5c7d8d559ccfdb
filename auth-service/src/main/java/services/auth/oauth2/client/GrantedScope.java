package services.auth.oauth2.client;

import java.util.Optional;
import java.util.TreeSet;

import com.nimbusds.oauth2.sdk.GrantType;
import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;

/** What a client may have of the scope that it asks a user for. */
public final class GrantedScope {

    private GrantedScope() {}

    /**
     * What is not known, or not the client's, is passed over (OpenID Connect Core 1.0 section 3.1.2.1).
     *
     * @param asked without it, all but what tells of the user (RFC 6749 section 3.3)
     * @return nothing when nothing remains
     */
    public static Optional<Scope> of(Client client, com.nimbusds.oauth2.sdk.@Nullable Scope asked) {
        TreeSet<String> scope = new TreeSet<>(Scope.parse(client.scope()).values());
        if (asked == null) {
            scope.removeAll(Scope.IDENTITY.values());
        } else {
            scope.retainAll(asked.toStringList());
        }
        if (!client.mayUse(GrantType.REFRESH_TOKEN)) {
            scope.remove("offline_access");
        }
        return scope.isEmpty() ? Optional.empty() : Optional.of(new Scope(scope));
    }
}
