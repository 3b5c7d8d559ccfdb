package services.resource;

import java.util.HashMap;
import java.util.Map;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySourcePropertyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

class SettingsTest {

    @Test
    void rightSettingsPass() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "client-secret, '', RESOURCE_SERVICE_CLIENT_SECRET is missing",
        "port, eighty, RESOURCE_SERVICE_PORT is wrong",
        "internal-port, 70000, RESOURCE_SERVICE_INTERNAL_PORT is wrong",
        "public-url, localhost, RESOURCE_SERVICE_PUBLIC_URL is wrong",
        "trusted-proxies, proxy.example, RESOURCE_SERVICE_TRUSTED_PROXIES is wrong",
        "client-certificate-header, 'a: b', RESOURCE_SERVICE_CLIENT_CERTIFICATE_HEADER is wrong",
        "tls.client-certificates, yes, RESOURCE_SERVICE_TLS_CLIENT_CERTIFICATES is wrong",
        "database.url, localhost, RESOURCE_SERVICE_DATABASE_URL is wrong",
        "database.pool-size, 0, RESOURCE_SERVICE_DATABASE_POOL_SIZE is wrong",
        "auth-service.internal-url, auth:8081, RESOURCE_SERVICE_AUTH_SERVICE_INTERNAL_URL is wrong",
        "auth-service.timeout, soon, RESOURCE_SERVICE_AUTH_SERVICE_TIMEOUT is wrong",
        "auth-service.deadline, 0s, RESOURCE_SERVICE_AUTH_SERVICE_DEADLINE is wrong",
        "auth-service.ca-path, /no/such/file, RESOURCE_SERVICE_AUTH_SERVICE_CA_PATH is wrong",
        "tls.enabled, yes, RESOURCE_SERVICE_TLS_ENABLED is wrong"
    })
    void wrongSettingIsNamedByItsVariable(String name, String value, String complaint) {
        assertThat(catchThrowable(() -> check(Map.of("resource-service." + name, value))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith(complaint)
                .hasMessageNotContaining("; ");
    }

    @Test
    void tlsAsksForItsFiles() {
        assertThat(catchThrowable(() -> check(Map.of("resource-service.tls.enabled", "true"))))
                .hasMessageContaining("RESOURCE_SERVICE_TLS_CERTIFICATE_PATH")
                .hasMessageContaining("RESOURCE_SERVICE_TLS_KEY_PATH");
    }

    private static void check(Map<String, Object> more) {
        Map<String, Object> settings =
                TestService.settings(new Database("jdbc:postgresql://localhost/x", "x", "x"), "http://localhost:8080");
        settings.put("resource-service.auth-service.timeout", "1s");
        settings.put("resource-service.auth-service.deadline", "PT2.5S");
        settings.put("resource-service.client-id", "resource-service");
        settings.put("resource-service.tls.enabled", "false");
        settings.put("resource-service.tls.client-certificates", "false");
        settings.put("resource-service.public-url", "http://localhost:8090");
        settings.put("resource-service.tls.reload-interval", "10s");
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        Settings.check(new PropertySourcePropertyResolver(PropertySource.of(all)));
    }
}
