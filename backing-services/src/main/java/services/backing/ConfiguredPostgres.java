package services.backing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The databases that the environment names, one for each service; they are not ours to create. */
record ConfiguredPostgres(Map<String, Database> databases) implements Postgres, ConfiguredServer {

    /** Absent where the environment names no database at all. */
    static Optional<ConfiguredPostgres> from(Map<String, String> environment) {
        Map<String, Database> databases = new LinkedHashMap<>();
        for (String service : new String[] {"auth", "resource"}) {
            String prefix = prefix(service);
            String url = environment.get(prefix + "URL");
            if (url != null) {
                String username = environment.getOrDefault(prefix + "USERNAME", "");
                String password = environment.getOrDefault(prefix + "PASSWORD", "");
                databases.put(service, new Database(url, username, password));
            }
        }
        return databases.isEmpty() ? Optional.empty() : Optional.of(new ConfiguredPostgres(databases));
    }

    @Override
    public Database database(String name) {
        Database database = databases.get(name);
        if (database == null) {
            throw new BackingServiceFailure(
                    "only some databases are configured: set " + prefix(name) + "URL too, or none of them");
        }
        return database;
    }

    @Override
    public String description() {
        return databases.values().stream()
                .map(database -> database.jdbcUrl().replaceAll("\\?.*", ""))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" and ", "configured PostgreSQL at ", ""));
    }

    private static String prefix(String service) {
        return service.toUpperCase(Locale.ROOT) + "_SERVICE_DATABASE_";
    }
}
