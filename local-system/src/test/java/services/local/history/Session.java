package services.local.history;

/** A login, by its place in the history. */
public record Session(String user, int number) {

    @Override
    public String toString() {
        return user + "#" + number;
    }
}
