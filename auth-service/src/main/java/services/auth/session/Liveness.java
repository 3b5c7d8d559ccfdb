package services.auth.session;

/** Whether the login behind an access token is alive. */
public sealed interface Liveness {

    /** It is; its idle timer was started again. */
    record Live(LiveSession session) implements Liveness {}

    /**
     * It is not.
     *
     * @param reason for the log; never for the client
     */
    record Dead(String reason) implements Liveness {}

    /** Neither Redis nor PostgreSQL can tell now. */
    record Unknown(Throwable cause) implements Liveness {}
}
