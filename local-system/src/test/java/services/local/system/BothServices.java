package services.local.system;

import services.local.roundtrip.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static services.local.system.AnswerAssert.assertThatAnswer;

/** A token presented where it counts: at {@code /data}, and to auth-service by a service that may ask about it. */
final class BothServices {

    private final Client client;
    private final String tokenForValidation;

    BothServices(Client client) {
        this.client = client;
        this.tokenForValidation = client.tokenForValidation();
    }

    void accept(String token) {
        acceptedByAuthService(token);
        assertThatAnswer(data(token)).hasStatus(200);
    }

    /** Why a token is dead is told to nobody. */
    void refuse(String token) {
        refusedByAuthService(token);
        assertThatAnswer(data(token)).refusesTheToken();
    }

    void cannotTell(String token) {
        assertThatAnswer(validation(token)).cannotTell();
        assertThatAnswer(data(token)).cannotTell();
    }

    void acceptedByAuthService(String token) {
        assertThatAnswer(validation(token)).hasStatus(200);
        assertThat(isLive(token)).isTrue();
    }

    void refusedByAuthService(String token) {
        assertThatAnswer(validation(token)).hasStatus(200).hasBody("{\"authenticated\":false}");
    }

    boolean isLive(String token) {
        return validation(token).at("/authenticated").asBoolean(false);
    }

    Answer data(String token) {
        return client.send(client.data(token));
    }

    Answer validation(String token) {
        return client.send(client.validation(token).bearer(tokenForValidation));
    }
}
