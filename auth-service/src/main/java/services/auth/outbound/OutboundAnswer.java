package services.auth.outbound;

/** What became of a request to an address that a client has registered. */
public sealed interface OutboundAnswer {

    /**
     * There is an answer, of whatever status.
     *
     * @param body no longer than was allowed
     */
    record Answered(int status, byte[] body) implements OutboundAnswer {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * It was not sent: the address is none that this service asks.
     *
     * @param reason for the log
     */
    record Refused(String reason) implements OutboundAnswer {}

    /**
     * Nothing came, or too much, or too late. It may work another time.
     *
     * @param reason for the log
     */
    record Failed(String reason) implements OutboundAnswer {}
}
