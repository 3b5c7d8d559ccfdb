package services.local.history;

/** What opens doors, by its place in the history; the secrets themselves are in no history. */
public sealed interface Credential {

    /** The tokens that one login or one refresh gave: an access token to present, a refresh token to spend. */
    record Pair(Session session, int number) implements Credential {

        @Override
        public String toString() {
            return session + "/" + number;
        }
    }

    /** An API key. */
    record ApiKey(String user, int number) implements Credential {

        @Override
        public String toString() {
            return user + "#key" + number;
        }
    }
}
