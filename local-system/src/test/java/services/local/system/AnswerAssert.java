package services.local.system;

import org.assertj.core.api.AbstractAssert;
import services.local.roundtrip.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the contract demands of an answer. */
final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

    private AnswerAssert(Answer answer) {
        super(answer, AnswerAssert.class);
    }

    static AnswerAssert assertThatAnswer(Answer answer) {
        return new AnswerAssert(answer);
    }

    AnswerAssert hasStatus(int status) {
        assertThat(actual.status()).as(actual.body()).isEqualTo(status);
        return this;
    }

    AnswerAssert hasBody(String body) {
        assertThat(actual.body()).isEqualTo(body);
        return this;
    }

    /** RFC 9457, with a code that programs may branch on. */
    AnswerAssert isProblem(int status, String code) {
        hasStatus(status);
        assertThat(actual.header("Content-Type")).startsWith("application/problem+json");
        assertThat(actual.text("/code")).isEqualTo(code);
        assertThat(actual.at("/status").asInt()).isEqualTo(status);
        return this;
    }

    /** RFC 6750 section 3: who brought no token is told of no error. */
    AnswerAssert asksForAToken() {
        isProblem(401, "token_required");
        assertThat(challenge()).startsWith("Bearer realm=").doesNotContain("error");
        return this;
    }

    AnswerAssert refusesTheToken() {
        return isProblem(401, "invalid_token").challengesWith("invalid_token");
    }

    AnswerAssert challengesWith(String error) {
        assertThat(challenge()).startsWith("Bearer realm=").contains("error=\"" + error + "\"");
        return this;
    }

    /** Neither yes nor no: come back later. */
    AnswerAssert cannotTell() {
        isProblem(503, "temporarily_unavailable");
        assertThat(actual.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(challenge()).isEmpty();
        return this;
    }

    private String challenge() {
        return actual.header("WWW-Authenticate");
    }
}
