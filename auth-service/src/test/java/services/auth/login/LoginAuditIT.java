package services.auth.login;

import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.BehindProxy;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

/** What the audit log tells of logins. */
class LoginAuditIT {

    private final AuthServiceUnderTest service = BehindProxy.throttled(BackingServices.shared(), Map.of());
    private final String admin = service.tokenWith("admin");
    private final String address = BehindProxy.address();
    private final String network = address.replaceFirst("::1$", "");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void loginIsRecordedWithItsUserAndWhereTheyAre() {
        TestUser user = service.register();
        BehindProxy.login(service, user.username(), PASSWORD, address, "");

        JsonNode event = events("type=login&user_id=" + user.id()).path(0);

        assertThat(event.path("outcome").asString()).isEqualTo("success");
        assertThat(event.path("actor_id").asString()).isEqualTo(user.id());
        assertThat(event.path("address").asString()).startsWith(network);
        assertThat(event.path("request_id").asString()).isNotEmpty();
        assertThat(event.path("details").path("session_id").asString()).isNotEmpty();
    }

    @Test
    void wrongPasswordIsRecordedWithTheUserWhoseItIsNot() {
        TestUser user = service.register();
        BehindProxy.login(service, user.username(), "a wrong password", address, "");

        JsonNode events = events("type=login&outcome=failure&user_id=" + user.id());

        assertThat(events).hasSize(1);
        assertThat(events.path(0).path("actor_id").isNull()).isTrue();
        assertThat(events.toString()).doesNotContain("a wrong password");
    }

    @Test
    void nameThatNobodyHasIsRecordedWithoutIt() {
        String name = "nobody-" + UUID.randomUUID();
        BehindProxy.login(service, name, PASSWORD, address, "");

        JsonNode events = events("type=login&outcome=failure&address=" + addressOf("login"));

        assertThat(events).hasSize(1);
        assertThat(events.path(0).path("user_id").isNull()).isTrue();
        // people type their password into the wrong field
        assertThat(events.toString()).doesNotContain(name);
    }

    @Test
    void floodOfThrottledLoginsFillsNoAuditLog() {
        String name = "nobody-" + UUID.randomUUID();
        IntStream.range(0, 40).forEach(i -> BehindProxy.login(service, name, PASSWORD, address, ""));

        JsonNode events = events("type=login_throttled&address=" + addressOf("login_throttled"));

        assertThat(events.size()).isBetween(1, 3);
        assertThat(events.path(0).path("details").path("limit").asString()).startsWith("login.");
    }

    /** As the log writes it. */
    private String addressOf(String type) {
        return IntStream.range(0, events("type=" + type).size())
                .mapToObj(i -> events("type=" + type).path(i).path("address").asString())
                .filter(logged -> logged.startsWith(network))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode events(String filter) {
        return service.get("/audit?limit=100&" + filter, admin).json().path("items");
    }
}
