package services.backing;

import java.time.Duration;

/** A server of our own, in a container or embedded: the life of it, whatever it serves. */
abstract sealed class LocalServer permits LocalPostgres, LocalRedis {

    private static final Duration PORT_HELD = Duration.ofSeconds(90);

    final ServerProcess server;
    private final String name;
    private final Duration mayTake;

    /** @param mayTake how long a start may take */
    LocalServer(ServerProcess server, String name, Duration mayTake) {
        this.server = server;
        this.name = name;
        this.mayTake = mayTake;
    }

    abstract boolean answers();

    abstract String version();

    /** Waits for its port first: what the killed one left to the system may hold it for a while. */
    public final void start() {
        Deadline.met(PORT_HELD, () -> FreePort.canBeBound(server.port()));
        server.launch();
        if (!Deadline.met(mayTake, () -> answers() || isGone()) || !answers()) {
            String lastWords = server.lastWords();
            server.stop();
            throw new BackingServiceFailure(server.kind() + " " + name + " does not start: " + lastWords);
        }
    }

    /** Whether there is nothing to wait for. */
    boolean isGone() {
        return false;
    }

    public final void startEmpty() {
        server.erase();
        start();
    }

    public final void kill() {
        server.kill();
    }

    public final void pause() {
        server.pause();
    }

    public final void resume() {
        server.resume();
    }

    public final void close() {
        server.stop();
    }

    public final String description() {
        return server.kind() + " " + name + " " + version() + " on port " + server.port();
    }
}
