package services.local;

import java.util.HashMap;
import java.util.Map;

import services.backing.Database;

/** The environment of each service: what the local system knows, and over it what the person has set. */
record ServiceSettings(Map<String, String> auth, Map<String, String> resource) {

    static final String LOOPBACK = "127.0.0.1";

    static ServiceSettings of(
            Map<String, String> settings, Ports ports, PrivateFolder folder, Secrets secrets, Backing backing) {
        Map<String, String> auth = auth(ports, folder, secrets, backing);
        auth.putAll(withPrefix("AUTH_SERVICE_", settings));
        if (!auth.getOrDefault("AUTH_SERVICE_MAIL_HOST", "").isEmpty()) {
            // mails go there, and not to files
            auth.remove("AUTH_SERVICE_MAIL_FOLDER");
        }
        Map<String, String> resource = resource(ports, auth);
        resource.putAll(withPrefix("RESOURCE_SERVICE_", settings));
        // a database that the person has set is among these already; the password alone belongs to another system
        auth.putAll(database("AUTH_SERVICE_DATABASE_", backing.auth()));
        resource.putAll(database("RESOURCE_SERVICE_DATABASE_", backing.resource()));
        return new ServiceSettings(inherited(settings, auth), inherited(settings, resource));
    }

    /** Where the data are. */
    record Backing(Database auth, Database resource, String redis) {}

    static String url(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }

    private static Map<String, String> auth(Ports ports, PrivateFolder folder, Secrets secrets, Backing backing) {
        Map<String, String> auth = new HashMap<>();
        auth.put("AUTH_SERVICE_HOST", LOOPBACK);
        auth.put("AUTH_SERVICE_PORT", Integer.toString(ports.number("AUTH_SERVICE_PORT")));
        auth.put("AUTH_SERVICE_INTERNAL_PORT", Integer.toString(ports.number("AUTH_SERVICE_INTERNAL_PORT")));
        auth.put("AUTH_SERVICE_INTERNAL_URL", url(ports.number("AUTH_SERVICE_INTERNAL_PORT")));
        auth.put("AUTH_SERVICE_ISSUER", url(ports.number("AUTH_SERVICE_PORT")));
        auth.put("AUTH_SERVICE_REDIS_URI", backing.redis());
        auth.put("AUTH_SERVICE_KEY_ENCRYPTION_KEY", secrets.keyEncryptionKey());
        auth.put("AUTH_SERVICE_ADMIN_USERNAME", "admin");
        auth.put("AUTH_SERVICE_ADMIN_EMAIL", "admin@example.com");
        auth.put("AUTH_SERVICE_ADMIN_PASSWORD", secrets.adminPassword());
        auth.put("AUTH_SERVICE_RESOURCE_CLIENT_ID", "resource-service");
        auth.put("AUTH_SERVICE_RESOURCE_CLIENT_SECRET", secrets.clientSecret());
        auth.put("AUTH_SERVICE_MAIL_FOLDER", folder.mail().toString());
        return auth;
    }

    /** As whom resource-service calls follows from what auth-service is told, so that one setting changes both. */
    private static Map<String, String> resource(Ports ports, Map<String, String> auth) {
        Map<String, String> resource = new HashMap<>();
        resource.put("RESOURCE_SERVICE_HOST", LOOPBACK);
        resource.put("RESOURCE_SERVICE_PORT", Integer.toString(ports.number("RESOURCE_SERVICE_PORT")));
        resource.put(
                "RESOURCE_SERVICE_INTERNAL_PORT", Integer.toString(ports.number("RESOURCE_SERVICE_INTERNAL_PORT")));
        resource.put("RESOURCE_SERVICE_PUBLIC_URL", url(ports.number("RESOURCE_SERVICE_PORT")));
        resource.put("RESOURCE_SERVICE_AUTH_SERVICE_PUBLIC_URL", url(ports.number("AUTH_SERVICE_PORT")));
        resource.put("RESOURCE_SERVICE_AUTH_SERVICE_INTERNAL_URL", url(ports.number("AUTH_SERVICE_INTERNAL_PORT")));
        resource.put("RESOURCE_SERVICE_CLIENT_ID", auth.getOrDefault("AUTH_SERVICE_RESOURCE_CLIENT_ID", ""));
        resource.put("RESOURCE_SERVICE_CLIENT_SECRET", auth.getOrDefault("AUTH_SERVICE_RESOURCE_CLIENT_SECRET", ""));
        return resource;
    }

    private static Map<String, String> database(String prefix, Database database) {
        return Map.of(
                prefix + "URL", database.jdbcUrl(),
                prefix + "USERNAME", database.username(),
                prefix + "PASSWORD", database.password());
    }

    private static Map<String, String> withPrefix(String prefix, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.keySet().removeIf(name -> !name.startsWith(prefix));
        return own;
    }

    /** A service sees its own settings and the rest of the environment, not the secrets of the other one. */
    private static Map<String, String> inherited(Map<String, String> settings, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.keySet().removeIf(name -> name.startsWith("AUTH_SERVICE_") || name.startsWith("RESOURCE_SERVICE_"));
        environment.putAll(own);
        return Map.copyOf(environment);
    }
}
