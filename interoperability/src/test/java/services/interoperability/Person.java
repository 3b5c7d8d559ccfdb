package services.interoperability;

/** Somebody with an account. */
record Person(String username, String password) {

    String email() {
        return username + "@example.org";
    }
}
