package services.backing;

/** A running server that keeps its port and its data when it is killed and started again. */
public sealed interface Server extends AutoCloseable permits ConfiguredServer, Postgres, Redis {

    /** Kills the server at once, as a crash would. */
    void kill();

    /** Starts a killed server again, on its port and with its data, and returns when it answers. */
    void start();

    /** Starts a killed server again, on its port and without any data, and returns when it answers. */
    void startEmpty();

    /** Freezes every process of the server: connections stay open and nothing answers. */
    void pause();

    void resume();

    /** For people: kind, version and port. */
    String description();

    @Override
    void close();
}
