package services.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.json.JsonMapper;

/** Where everything of a running system is, for people and for programs: {@code system.json}. */
public record SystemDescription(
        Listeners auth, Listeners resource, Admin admin, Client client, Databases postgres, String redis, String mail) {

    /** The two addresses of a service. */
    public record Listeners(
            @JsonProperty("public") String publicUrl,
            @JsonProperty("internal") String internalUrl) {}

    /** The first superuser. */
    public record Admin(String username, String password) {}

    /** As whom resource-service calls auth-service. */
    public record Client(
            @JsonProperty("client_id") String id,
            @JsonProperty("client_secret") String secret) {}

    /** The database of each service. */
    public record Databases(Connection auth, Connection resource) {}

    /** What JDBC asks for. */
    public record Connection(String url, String username, String password) {}

    static final String FILE = "system.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static SystemDescription of(ServiceSettings settings, Ports ports) {
        Map<String, String> auth = settings.auth();
        Map<String, String> resource = settings.resource();
        return new SystemDescription(
                listeners(ports, "AUTH_SERVICE_"),
                listeners(ports, "RESOURCE_SERVICE_"),
                new Admin(
                        auth.getOrDefault("AUTH_SERVICE_ADMIN_USERNAME", ""),
                        auth.getOrDefault("AUTH_SERVICE_ADMIN_PASSWORD", "")),
                new Client(
                        resource.getOrDefault("RESOURCE_SERVICE_CLIENT_ID", ""),
                        resource.getOrDefault("RESOURCE_SERVICE_CLIENT_SECRET", "")),
                new Databases(
                        connection(auth, "AUTH_SERVICE_DATABASE_"), connection(resource, "RESOURCE_SERVICE_DATABASE_")),
                auth.getOrDefault("AUTH_SERVICE_REDIS_URI", ""),
                mail(auth));
    }

    void writeTo(PrivateFolder folder) {
        folder.write(folder.file(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    static void removeFrom(PrivateFolder folder) {
        try {
            Files.deleteIfExists(folder.file(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "SystemDescription[" + auth.publicUrl() + ", " + resource.publicUrl() + "]";
    }

    /** The folder of the mails, else the server to which they go. */
    private static String mail(Map<String, String> auth) {
        return auth.getOrDefault(
                "AUTH_SERVICE_MAIL_FOLDER", "smtp://" + auth.getOrDefault("AUTH_SERVICE_MAIL_HOST", ""));
    }

    private static Listeners listeners(Ports ports, String prefix) {
        return new Listeners(
                ServiceSettings.url(ports.number(prefix + "PORT")),
                ServiceSettings.url(ports.number(prefix + "INTERNAL_PORT")));
    }

    private static Connection connection(Map<String, String> settings, String prefix) {
        return new Connection(
                settings.getOrDefault(prefix + "URL", ""),
                settings.getOrDefault(prefix + "USERNAME", ""),
                settings.getOrDefault(prefix + "PASSWORD", ""));
    }
}
