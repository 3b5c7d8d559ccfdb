package services.auth.authentication;

import java.util.Objects;
import java.util.UUID;

import io.micronaut.security.authentication.Authentication;

/**
 * The user behind a request, as {@link BearerTokenAuthentication} found it.
 *
 * @param userId {@code sub}
 * @param sessionId {@code sid}: the login that the presented token belongs to, or the presented API key
 */
public record Caller(UUID userId, UUID sessionId) {

    /** The authority of every user with a live login. */
    public static final String USER = "user";

    /** The authority of every bearer of a live API key. A route that does not name it is for logins alone. */
    public static final String API_KEY = "api-key";

    /** The authority of clients that may ask {@code /validateToken}; also the scope token that they ask for. */
    public static final String TOKEN_VALIDATE = "token:validate";

    /** The authority of users who may read the accounts of others. */
    public static final String USERS_READ = "scope:users:read";

    /** The authority of users who may change the accounts of others. */
    public static final String USERS_WRITE = "scope:users:write";

    /** The authority of users who may read the roles. */
    public static final String ROLES_READ = "scope:roles:read";

    /** The authority of users who may change the roles. */
    public static final String ROLES_WRITE = "scope:roles:write";

    /** The authority of users who may read what is registered of clients. */
    public static final String CLIENTS_READ = "scope:clients:read";

    /** The authority of users who may register clients, change and remove them. */
    public static final String CLIENTS_WRITE = "scope:clients:write";

    /** The authority of whoever may have clients register themselves. */
    public static final String CLIENTS_REGISTER = "scope:clients:register";

    /** The authority of users who may read the audit log. */
    public static final String AUDIT_READ = "scope:audit:read";

    /** The authority of users who may change what all depend on. */
    public static final String SYSTEM_WRITE = "scope:system:write";

    static final String SESSION_ID = "sid";

    /** The authority that a scope token gives at this moment. */
    static String authorityOf(String scopeToken) {
        return "scope:" + scopeToken;
    }

    /** The user of a route that demands {@link #USER} or {@link #API_KEY}. */
    public static Caller of(Authentication authentication) {
        Object sessionId = Objects.requireNonNull(authentication.getAttributes().get(SESSION_ID));
        return new Caller(UUID.fromString(authentication.getName()), UUID.fromString(sessionId.toString()));
    }
}
