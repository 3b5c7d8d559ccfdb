package services.resource.data;

/** The database holds a migration that this version of the service does not know. */
public final class SchemaTooNewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaTooNewException(String version) {
        super("The database schema has version " + version
                + ", which this version of resource-service does not know. Start the newer resource-service, or restore"
                + " the database from before the upgrade.");
    }
}
