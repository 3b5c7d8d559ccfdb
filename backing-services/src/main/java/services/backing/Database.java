package services.backing;

/** What a service needs to open its database. */
public record Database(String jdbcUrl, String username, String password) {

    @Override
    public String toString() {
        return "Database[" + jdbcUrl + " as " + username + "]";
    }
}
