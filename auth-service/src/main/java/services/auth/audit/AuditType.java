package services.auth.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can happen. The names are for programs and do not change. */
public enum AuditType {
    REGISTERED,
    EMAIL_CONFIRMED,
    LOGIN,
    LOGIN_THROTTLED,
    SESSION_ENDED,
    SESSIONS_ENDED,
    /** A refresh token came back after its time, as if stolen, and its session was ended (RFC 9700 section 4.14.2). */
    REFRESH_TOKEN_REPLAYED,
    /** An authorization or device code was used again, and the session that it had started was ended (RFC 6749 section 4.1.2). */
    CODE_REPLAYED,
    ACCESS_TOKEN_REVOKED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_RESET,
    API_KEY_CREATED,
    API_KEY_DELETED,
    CLIENT_AUTHENTICATED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    CLIENT_CREATED,
    CLIENT_CHANGED,
    CLIENT_DELETED,
    CLIENT_SECRET_CREATED,
    CLIENT_SECRET_DELETED,
    USER_CREATED,
    USER_CHANGED,
    USER_DISABLED,
    USER_ENABLED,
    USER_DELETED,
    USER_RESTORED,
    USERS_IMPORTED,
    USER_DATA_EXPORTED,
    ROLE_GIVEN,
    ROLE_TAKEN,
    ROLE_CREATED,
    ROLE_CHANGED,
    ROLE_DELETED,
    SIGNING_KEYS_ROTATED,
    SIGNING_KEYS_REVOKED;

    /** As it is written in the log and in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that wire name. */
    public static Optional<AuditType> find(String wireName) {
        return Stream.of(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }
}
