package services.auth.validation;

/** What is told about a token or an API key. "Cannot tell" is never taken for one of the others. */
sealed interface Verdict {

    record Live(ValidationResponse response) implements Verdict {}

    record Dead(DeadTokenResponse response) implements Verdict {}

    /** Nobody can tell now. */
    record Unknown() implements Verdict {}
}
