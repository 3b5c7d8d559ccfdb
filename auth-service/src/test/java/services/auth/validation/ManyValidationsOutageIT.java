package services.auth.validation;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Where nobody can tell of some tokens, the others of the same call get their verdicts all the same, and soon. */
class ManyValidationsOutageIT {

    private static final String NOBODY_CAN_TELL = "{\"error\":\"temporarily_unavailable\"}";
    private static final String DEAD = "{\"authenticated\":false}";

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);
    private final TestUser user = service.register();

    @AfterEach
    void stop() {
        service.close();
        backing.close();
    }

    @Test
    void withoutRedisAndPostgresqlEachQuestionIsAnsweredByWhatCanBeTold() {
        String live = service.tokenOf(user);
        String callerToken = service.clientToken();
        backing.redis().kill();
        backing.postgres().kill();

        assertThat(answers(callerToken, live, "garbage", live).valueStream().map(JsonNode::toString))
                .containsExactly(NOBODY_CAN_TELL, DEAD, NOBODY_CAN_TELL);
    }

    @Test
    void frozenPostgresqlKeepsNoTokenWaitingThatRedisKnows() {
        ApiKey unknownToRedis = service.apiKeyOf(user);
        String live = service.tokenOf(user);
        assertThat(service.isLive(live)).isTrue();
        String callerToken = service.clientToken();
        backing.postgres().pause();
        try {
            long start = System.nanoTime();
            JsonNode answers = answers(callerToken, live, unknownToRedis.value(), live);
            Duration time = Duration.ofNanos(System.nanoTime() - start);

            assertThat(answers.get(0).path("authenticated").asBoolean()).isTrue();
            assertThat(answers.get(1)).hasToString(NOBODY_CAN_TELL);
            assertThat(answers.get(2).path("authenticated").asBoolean()).isTrue();
            assertThat(time).as("a resource server waits a second").isLessThan(Duration.ofSeconds(1));
            assertThat(service.validateAs(callerToken, live).text("authenticated"))
                    .isEqualTo("true");
        } finally {
            backing.postgres().resume();
        }
    }

    private JsonNode answers(String callerToken, String... tokens) {
        Answer answer = service.validateAllAs(
                callerToken,
                Stream.of(tokens)
                        .map(token -> Map.<String, Object>of("token", token))
                        .toList());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("answers");
    }
}
