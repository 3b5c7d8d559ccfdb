package services.backing;

import java.util.Optional;

/** A server as processes of this machine: what is the same whatever it serves. */
abstract sealed class EmbeddedServer implements ServerProcess permits EmbeddedPostgres, EmbeddedRedis {

    final ServerFolder folder;
    final int port = FreePort.pick();
    private final LastWill lastWill;

    /**
     * @param orderly the command that stops it when this JVM dies; {@code $1} is its folder
     * @param atOnce the same where nobody wants the data afterwards
     */
    EmbeddedServer(ServerFolder folder, String orderly, String atOnce) {
        this.folder = folder;
        this.lastWill = LastWill.of(
                folder.isTemporary() ? atOnce : orderly, folder.path().toString());
    }

    /** The process that the others are children of. */
    abstract Optional<ProcessHandle> process();

    /** Stops a running server whose data are wanted again. */
    abstract void shutDown();

    @Override
    public final boolean isRunning() {
        return process().isPresent();
    }

    @Override
    public final void kill() {
        process().ifPresent(Signals::kill);
    }

    @Override
    public final void pause() {
        process().ifPresent(Signals::pause);
    }

    @Override
    public final void resume() {
        process().ifPresent(Signals::resume);
    }

    @Override
    public final void stop() {
        resume();
        if (folder.isTemporary()) {
            kill();
            folder.delete();
        } else if (isRunning()) {
            shutDown();
        }
        lastWill.revoke();
    }

    @Override
    public final void erase() {
        folder.deleteData();
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final String kind() {
        return "embedded";
    }

    @Override
    public final String lastWords() {
        return LogTail.of(folder.log(), 2);
    }
}
