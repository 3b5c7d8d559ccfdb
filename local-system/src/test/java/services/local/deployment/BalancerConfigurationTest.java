package services.local.deployment;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code deploy/haproxy.cfg}, without HAProxy; how it does is told by {@code services.local.system.BalancedSystemIT}. */
class BalancerConfigurationTest {

    private final String configuration = ProjectFile.text("deploy/haproxy.cfg");

    @Test
    void portsAreThoseOnWhichTheServicesListen() {
        Map<String, String> defaults = defaults();

        for (String number : new String[] {"1", "2"}) {
            assertThat(defaults)
                    .containsEntry("AUTH_" + number + "_PORT", "" + KnownSettings.AUTH.number("port"))
                    .containsEntry("AUTH_" + number + "_INTERNAL_PORT", "" + KnownSettings.AUTH.number("internal-port"))
                    .containsEntry("RESOURCE_" + number + "_PORT", "" + KnownSettings.RESOURCE.number("port"))
                    .containsEntry(
                            "RESOURCE_" + number + "_INTERNAL_PORT",
                            "" + KnownSettings.RESOURCE.number("internal-port"));
        }
        assertThat(defaults)
                .containsEntry("AUTH_BIND", ":" + KnownSettings.AUTH.number("port"))
                .containsEntry("RESOURCE_BIND", ":" + KnownSettings.RESOURCE.number("port"))
                .containsEntry("AUTH_INTERNAL_BIND", "127.0.0.1:" + KnownSettings.AUTH.number("internal-port"));
    }

    @Test
    void nothingThatMayHaveReachedAnInstanceIsSentAgain() {
        assertThat(configuration.lines().map(String::strip).filter(line -> line.startsWith("retry-on ")))
                .containsExactly("retry-on conn-failure");
    }

    @Test
    void connectionsAreKeptLongerThanResourceServiceLeavesThemUnused() {
        String wiring = ProjectFile.text("resource-service/src/main/resources/application.properties");

        assertThat(seconds("timeout http-keep-alive (\\d+)s", configuration))
                .isGreaterThan(seconds("connection-pool-idle-timeout=(\\d+)s", wiring));
    }

    private static int seconds(String line, String text) {
        Matcher matcher = Pattern.compile(line).matcher(text);
        assertThat(matcher.find()).as(line).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Of the variables that have any. */
    private Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        Matcher variable = Pattern.compile("\\$\\{([A-Z_0-9]+)-([^}]+)}").matcher(configuration);
        while (variable.find()) {
            defaults.put(variable.group(1), variable.group(2));
        }
        return defaults;
    }
}
