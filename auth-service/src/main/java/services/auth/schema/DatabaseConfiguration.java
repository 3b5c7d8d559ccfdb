package services.auth.schema;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/**
 * @param url {@code jdbc:postgresql://host:port/name}
 */
@Context
@ConfigurationProperties("auth-service.database")
record DatabaseConfiguration(String url, String username, String password) {

    @Override
    public String toString() {
        return "DatabaseConfiguration[" + url + " as " + username + "]";
    }
}
