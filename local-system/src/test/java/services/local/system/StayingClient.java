package services.local.system;

/** Logged in once, and at work ever since: must never be told that the token is dead. */
final class StayingClient extends RunningClient {

    private final String token;
    private final String tokenForValidation;

    StayingClient(Client client, Journal journal) {
        super(client, journal);
        token = client.liveToken();
        tokenForValidation = client.tokenForValidation();
    }

    @Override
    void goRound() {
        accepted(client.data(token));
        accepted(client.validation(token).bearer(tokenForValidation));
        accepted(client.account(token));
    }
}
