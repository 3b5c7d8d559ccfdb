package services.auth.oauth2.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;
import services.auth.token.Scope;

/**
 * Whether clients may register themselves (RFC 7591).
 *
 * @param access closed, token or open
 * @param scope what they may have
 */
@Context
@ConfigurationProperties("auth-service.client-registration")
public record ClientRegistrationConfiguration(String access, String scope) {

    /** Who may register a client. */
    public enum Access {
        /** Administrators alone, by other ways. */
        CLOSED,
        /** Who shows a token with the scope {@code clients:register}. */
        TOKEN,
        /** Everybody. */
        OPEN
    }

    public ClientRegistrationConfiguration {
        if (!access.equals("closed") && !access.equals("token") && !access.equals("open")) {
            throw new StartException("AUTH_SERVICE_CLIENT_REGISTRATION_ACCESS must be closed, token or open");
        }
    }

    public Access granted() {
        return switch (access) {
            case "token" -> Access.TOKEN;
            case "open" -> Access.OPEN;
            default -> Access.CLOSED;
        };
    }

    public Scope allowed() {
        return Scope.parse(scope);
    }
}
