package services.auth.mail;

/** Where mails go. */
interface MailTransport {

    /** Sends a mail and waits for the end of that. */
    Outcome send(QueuedMail queued, Mail mail);

    /** What became of it. The reasons go into the log and name nobody. */
    sealed interface Outcome {

        record Sent() implements Outcome {}

        /** It may go better later. */
        record Failed(String reason) implements Outcome {}

        /** It will never go. */
        record Refused(String reason) implements Outcome {}

        /** There was nothing to send. */
        record Dropped() implements Outcome {}
    }
}
