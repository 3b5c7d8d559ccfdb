package services.auth.page;

import java.net.URI;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/**
 * The path of the issuer, where it has one: browsers have it before every path of this service, and the proxy in front takes it away. So it
 * is put before paths as they leave, and is nowhere inside.
 */
@Singleton
class PathPrefix {

    private final String prefix;

    PathPrefix(@Value("${auth-service.issuer}") String issuer) {
        String path = URI.create(issuer).getRawPath();
        this.prefix = path == null ? "" : path.replaceFirst("/$", "");
    }

    /** @param location a path of this service; an address elsewhere stays as it is */
    String before(String location) {
        return location.startsWith("/") ? prefix + location : location;
    }
}
