package services.local.system;

import java.util.List;
import java.util.random.RandomGenerator;

/** Tries tokens whose end was confirmed before: must never be let in. */
final class GhostClient extends RunningClient {

    private final List<String> ended;
    private final String tokenForValidation;
    private final RandomGenerator random = RandomGenerator.getDefault();

    GhostClient(Client client, Journal journal, List<String> ended) {
        super(client, journal);
        this.ended = ended;
        this.tokenForValidation = client.tokenForValidation();
    }

    @Override
    void goRound() {
        tryToEnter(ended.getFirst());
        tryToEnter(ended.get(random.nextInt(ended.size())));
        tryToEnter(ended.getLast());
    }

    private void tryToEnter(String token) {
        refused(client.data(token));
        refused(client.validation(token).bearer(tokenForValidation));
    }
}
