package services.auth.oauth2.claims;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import services.auth.token.Scope;
import services.auth.user.User;
import services.auth.user.Users;

/** The claims about a user that a client gets, by their names in OpenID Connect Core 1.0 section 5.1; what is not known is left out. */
@Singleton
public class IdentityClaims {

    /** All that there may be. */
    public static final List<String> NAMES = List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email",
            "email_verified",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "phone_number",
            "phone_number_verified",
            "address",
            "updated_at");

    private static final Argument<Map<String, Object>> MEMBERS = Argument.mapOf(String.class, Object.class);

    private final Users users;
    private final ObjectMapper mapper;

    IdentityClaims(Users users, ObjectMapper mapper) {
        this.users = users;
        this.mapper = mapper;
    }

    /**
     * For userinfo: those of the scope, and those that were asked for.
     *
     * @param scope what the user has allowed
     * @param asked as the user has allowed it
     */
    public Map<String, Object> forUserInfo(User user, Scope scope, ClaimsParameter asked) {
        Set<String> wanted = new HashSet<>(asked.ofUserInfo());
        wanted.addAll(OIDCScopeValue.resolveClaimNames(com.nimbusds.oauth2.sdk.Scope.parse(scope.toString())));
        return known(user, wanted);
    }

    /** For an ID token: those that were asked for. Those of the scope are had from userinfo (section 5.4). */
    public Map<String, Object> forIdToken(User user, ClaimsParameter asked) {
        return known(user, asked.ofIdToken());
    }

    private Map<String, Object> known(User user, Set<String> wanted) {
        if (NAMES.stream().noneMatch(wanted::contains)) {
            return Map.of();
        }
        Map<String, Object> known = told(user);
        known.put("preferred_username", user.username());
        known.put("email", user.email());
        known.put("email_verified", user.emailVerified());
        if (user.locale() != null) {
            known.put("locale", user.locale());
        }
        Instant updatedAt = user.updatedAt();
        if (updatedAt != null) {
            known.put("updated_at", updatedAt.getEpochSecond());
        }
        known.keySet().retainAll(wanted);
        return known;
    }

    private Map<String, Object> told(User user) {
        try {
            String json = mapper.writeValueAsString(users.claims(user.id()));
            return new LinkedHashMap<>(Objects.requireNonNull(mapper.readValue(json, MEMBERS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
