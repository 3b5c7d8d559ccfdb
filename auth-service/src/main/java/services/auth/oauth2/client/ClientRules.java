package services.auth.oauth2.client;

import java.util.List;
import java.util.regex.Pattern;

import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.inject.Singleton;
import net.minidev.json.JSONObject;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Scope;

/** The rules of a registration, whoever registers: the settings, an administrator, or the client itself. */
@Singleton
public class ClientRules {

    private static final int MOST_SCOPE_TOKENS = 100;
    private static final Pattern SCOPE_TOKEN = Pattern.compile(Scope.TOKEN);

    private final AddressRules addressRules;
    private final TokenRules tokenRules;

    ClientRules(AddressRules addressRules, TokenRules tokenRules) {
        this.addressRules = addressRules;
        this.tokenRules = tokenRules;
    }

    /**
     * Makes a registration of what was asked for.
     *
     * @param members metadata, without {@code client_id} and the like
     * @throws RefusedException {@code invalid_redirect_uri} or {@code invalid_client_metadata} (RFC 7591 section 3.2.2) with a
     *     description that names the member
     */
    public ClientRegistration check(JSONObject members, Registrar registrar) {
        OIDCClientMetadata metadata = MetadataMembers.read(members, registrar);
        Scope scope = scope(metadata);
        metadata.setScope(null);
        GrantRules.complete(metadata);
        AuthenticationRules.check(metadata);
        GrantRules.check(metadata);
        addressRules.check(metadata);
        tokenRules.check(metadata);
        return new ClientRegistration(scope, metadata);
    }

    private static Scope scope(OIDCClientMetadata metadata) {
        Scope scope = metadata.getScope() == null
                ? Scope.of(List.of())
                : Scope.of(metadata.getScope().toStringList());
        if (scope.values().size() > MOST_SCOPE_TOKENS
                || !scope.values().stream()
                        .allMatch(value -> SCOPE_TOKEN.matcher(value).matches())) {
            throw InvalidRegistration.metadata(
                    "scope", "must be at most " + MOST_SCOPE_TOKENS + " scope tokens, separated by spaces");
        }
        return scope;
    }
}
