package services.auth.token;

import java.net.URI;
import java.util.Locale;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import services.auth.error.StartException;

/**
 * That the name of this service can be one (RFC 8414 section 2): clients find everything below it, and would believe whoever answers an
 * {@code http} address that is not on their own machine.
 */
@Context
class IssuerAddress {

    IssuerAddress(@Value("${auth-service.issuer}") String issuer) {
        if (!isGood(issuer)) {
            throw new StartException(
                    "AUTH_SERVICE_ISSUER must be an https address, or http on this machine, without query, fragment"
                            + " and final /, for example https://auth.example.com; it is " + issuer);
        }
    }

    private static boolean isGood(String issuer) {
        try {
            URI uri = URI.create(issuer);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && !issuer.endsWith("/")
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Also names below {@code localhost} (RFC 6761 section 6.3). */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
