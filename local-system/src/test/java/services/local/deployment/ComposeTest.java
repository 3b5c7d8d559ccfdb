package services.local.deployment;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComposeTest {

    /** Where the parts are, and how they speak with one another, is nothing that one chooses; and no files are mounted. */
    private static final Set<String> DECIDED_BY_COMPOSE = Set.of(
            "AUTH_SERVICE_HOST",
            "AUTH_SERVICE_PORT",
            "AUTH_SERVICE_INTERNAL_PORT",
            "AUTH_SERVICE_TLS_ENABLED",
            "AUTH_SERVICE_TLS_CERTIFICATE_PATH",
            "AUTH_SERVICE_TLS_KEY_PATH",
            "AUTH_SERVICE_TLS_RELOAD_INTERVAL",
            "AUTH_SERVICE_TLS_CLIENT_CERTIFICATES",
            "AUTH_SERVICE_TLS_CLIENT_CERTIFICATE_AUTHORITIES_PATH",
            "AUTH_SERVICE_OUTBOUND_TRUST_CERTIFICATES_PATH",
            "AUTH_SERVICE_CLIENTS_FILE",
            "AUTH_SERVICE_RESOURCE_CLIENT_ID",
            "AUTH_SERVICE_MAIL_FOLDER",
            "RESOURCE_SERVICE_HOST",
            "RESOURCE_SERVICE_PORT",
            "RESOURCE_SERVICE_INTERNAL_PORT",
            "RESOURCE_SERVICE_TLS_ENABLED",
            "RESOURCE_SERVICE_TLS_CERTIFICATE_PATH",
            "RESOURCE_SERVICE_TLS_KEY_PATH",
            "RESOURCE_SERVICE_TLS_RELOAD_INTERVAL",
            "RESOURCE_SERVICE_TLS_CLIENT_CERTIFICATES",
            "RESOURCE_SERVICE_CLIENT_ID",
            "RESOURCE_SERVICE_AUTH_SERVICE_CA_PATH");

    private static final Set<String> OF_THE_IMAGE = Set.of("LOG_LEVEL", "INTERNAL_PORT");

    private final Compose compose = new Compose();

    @Test
    void everySettingReachesItsServiceAndNothingElseDoes() {
        everySettingReaches(KnownSettings.AUTH);
        everySettingReaches(KnownSettings.RESOURCE);
    }

    @Test
    void portsAreThoseOnWhichTheServicesListen() {
        assertThat(compose.ports("auth-service"))
                .singleElement()
                .asString()
                .endsWith(":" + KnownSettings.AUTH.number("port"));
        assertThat(compose.ports("resource-service"))
                .singleElement()
                .asString()
                .endsWith(":" + KnownSettings.RESOURCE.number("port"));
        assertThat(compose.environment("auth-service"))
                .containsEntry("INTERNAL_PORT", "" + KnownSettings.AUTH.number("internal-port"));
        assertThat(compose.environment("resource-service"))
                .containsEntry("INTERNAL_PORT", "" + KnownSettings.RESOURCE.number("internal-port"));
    }

    @Test
    void mailsAreShownToThisMachineAlone() {
        assertThat(compose.ports("maildev")).singleElement().asString().startsWith("127.0.0.1:");
    }

    private void everySettingReaches(KnownSettings settings) {
        Set<String> expected = new HashSet<>(settings.byVariable().keySet());
        expected.removeAll(DECIDED_BY_COMPOSE);
        expected.addAll(OF_THE_IMAGE);
        assertThat(compose.environment(settings.service())).containsOnlyKeys(expected.toArray(String[]::new));
    }
}
