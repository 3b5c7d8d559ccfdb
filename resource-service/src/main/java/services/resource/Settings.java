package services.resource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.micronaut.core.value.PropertyResolver;

/** The settings that must be right before anything starts, each under the name of its environment variable. */
final class Settings {

    private static final String PREFIX = "resource-service.";

    private static final List<Setting> ALL = List.of(
            new Setting("host", "a host name or address to listen on", Settings::isPresent),
            new Setting("port", "a port from 1 to 65535", Settings::isPort),
            new Setting("internal-port", "a port from 1 to 65535", Settings::isPort),
            new Setting("public-url", "a URL such as http://localhost:8090", Settings::isHttpUrl),
            new Setting(
                    "trusted-proxies", "addresses and networks such as 10.0.0.0/8,2001:db8::1", Settings::areNetworks),
            new Setting("client-certificate-header", "the name of a header", text -> text.matches("[A-Za-z0-9-]*")),
            new Setting("database.url", "a URL such as jdbc:postgresql://localhost:5432/resource", Settings::isJdbcUrl),
            new Setting("database.username", "the name of a database role", Settings::isPresent),
            new Setting("database.password", "the password of the database role", Settings::isPresent),
            new Setting("database.pool-size", "a number from 1 to 1000", text -> isNumber(text, 1, 1000)),
            new Setting("auth-service.public-url", "a URL such as http://localhost:8080", Settings::isHttpUrl),
            new Setting("auth-service.internal-url", "a URL such as http://localhost:8081", Settings::isHttpUrl),
            new Setting("auth-service.timeout", "a time such as 1s or 500ms", Settings::isDuration),
            new Setting("auth-service.deadline", "a time such as 2500ms or 3s", Settings::isDuration),
            new Setting("auth-service.ca-path", "a readable PEM file", text -> text.isEmpty() || isReadable(text)),
            new Setting("client-id", "the name of a client of auth-service", Settings::isPresent),
            new Setting("client-secret", "the secret of that client", Settings::isPresent),
            new Setting("tls.enabled", "true or false", Settings::isBoolean),
            new Setting("tls.client-certificates", "true or false", Settings::isBoolean),
            new Setting("tls.reload-interval", "a time such as 10s or 1m", Settings::isDuration));

    private static final List<Setting> WITH_TLS = List.of(
            new Setting("tls.certificate-path", "a readable PEM file", Settings::isReadable),
            new Setting("tls.key-path", "a readable PEM file", Settings::isReadable));

    private Settings() {}

    /** @throws InvalidSettingsException that names every variable that is missing or wrong */
    static void check(PropertyResolver properties) {
        List<String> complaints = new ArrayList<>();
        ALL.forEach(setting -> setting.complaint(properties).ifPresent(complaints::add));
        if (isTlsEnabled(properties)) {
            WITH_TLS.forEach(setting -> setting.complaint(properties).ifPresent(complaints::add));
        }
        if (!complaints.isEmpty()) {
            throw new InvalidSettingsException(String.join("; ", complaints));
        }
    }

    /** For people: where the service answers. */
    static String listeners(PropertyResolver properties) {
        String base = (isTlsEnabled(properties) ? "https://" : "http://") + text(properties, "host") + ":";
        return "public " + base + text(properties, "port") + ", internal " + base + text(properties, "internal-port");
    }

    static String variable(String name) {
        return (PREFIX + name).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static boolean isTlsEnabled(PropertyResolver properties) {
        return text(properties, "tls.enabled").equals("true");
    }

    private static String text(PropertyResolver properties, String name) {
        return properties.getProperty(PREFIX + name, String.class).orElse("");
    }

    private static boolean isPresent(String text) {
        return !text.isBlank();
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isNumber(String text, int min, int max) {
        return text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
    }

    private static boolean isPort(String text) {
        return isNumber(text, 1, 65_535);
    }

    /** Of addresses alone, never of names, which somebody else could make mean another address. */
    private static boolean areNetworks(String text) {
        return Stream.of(text.split(",", -1)).allMatch(network -> network.matches("[0-9a-fA-F.:]*(/[0-9]{1,3})?"));
    }

    private static boolean isJdbcUrl(String text) {
        return text.startsWith("jdbc:postgresql:");
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDuration(String text) {
        // the forms that Micronaut converts, and no zero
        return text.matches("0*[1-9][0-9]{0,6}(ms|s|m)") || isIsoDuration(text);
    }

    private static boolean isIsoDuration(String text) {
        try {
            return Duration.parse(text).isPositive();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isReadable(String text) {
        return !text.isBlank() && Files.isReadable(Path.of(text));
    }

    /**
     * One setting.
     *
     * @param meaning what a right value is, for the complaint about a wrong one
     */
    private record Setting(String name, String meaning, Predicate<String> isRight) {

        Optional<String> complaint(PropertyResolver properties) {
            String text = text(properties, name);
            if (isRight.test(text)) {
                return Optional.empty();
            }
            // the value is not repeated: it may be a secret in the wrong place
            return Optional.of(
                    variable(name) + (text.isBlank() ? " is missing: " : " is wrong: ") + "it must be " + meaning);
        }
    }
}
