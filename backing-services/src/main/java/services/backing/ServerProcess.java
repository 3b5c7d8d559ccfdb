package services.backing;

/** The process side of a server, whatever it runs on: a container or processes of this machine. */
sealed interface ServerProcess permits DockerContainer, EmbeddedServer {

    /** Starts the server on its data; it may answer only later. */
    void launch();

    boolean isRunning();

    void kill();

    void pause();

    void resume();

    /** Stops in an orderly way; does nothing to a server that does not run. */
    void stop();

    /** Removes the data of a stopped server. */
    void erase();

    int port();

    /** "embedded" or "Docker's". */
    String kind();

    /** The last lines that the server logged. */
    String lastWords();
}
