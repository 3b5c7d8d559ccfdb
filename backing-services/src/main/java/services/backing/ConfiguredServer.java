package services.backing;

/** A server that the environment names. It is not ours: it was there before us and stays as it is. */
sealed interface ConfiguredServer extends Server permits ConfiguredPostgres, ConfiguredRedis {

    @Override
    default void kill() {
        throw notOurs();
    }

    @Override
    default void start() {
        throw notOurs();
    }

    @Override
    default void startEmpty() {
        throw notOurs();
    }

    @Override
    default void pause() {
        throw notOurs();
    }

    @Override
    default void resume() {
        throw notOurs();
    }

    @Override
    default void close() {
        // it stays
    }

    default UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(description() + " is not ours to empty, stop or start");
    }
}
