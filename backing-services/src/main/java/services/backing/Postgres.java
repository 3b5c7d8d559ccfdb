package services.backing;

/** A PostgreSQL server. */
public sealed interface Postgres extends Server permits ConfiguredPostgres, LocalPostgres {

    /** The database of that name with a role of its own as owner, created where it is absent. */
    Database database(String name);
}
