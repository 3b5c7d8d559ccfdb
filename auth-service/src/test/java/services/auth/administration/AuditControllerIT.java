package services.auth.administration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AuditControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser admin = service.registerWith("admin");
    private final String token = service.tokenOf(admin);

    @Test
    void deedOfAnAdministratorIsRecordedWithWhoDidItToWhomFromWhereInWhichRequest() {
        TestUser user = service.register();
        String requestId = "test-" + UUID.randomUUID();
        Answer deed = service.call(
                "PATCH", "/users/" + user.id(), token, Map.of("disabled", true), "X-Request-ID", requestId);

        JsonNode event = only("user_id=" + user.id() + "&type=user_disabled");

        assertThat(deed.header("X-Request-ID")).isEqualTo(requestId);
        assertThat(event.propertyNames())
                .containsExactly(
                        "id",
                        "type",
                        "outcome",
                        "actor_id",
                        "user_id",
                        "session_id",
                        "address",
                        "request_id",
                        "details",
                        "position",
                        "created_at");
        assertThat(event.path("actor_id").asString()).isEqualTo(admin.id());
        assertThat(event.path("outcome").asString()).isEqualTo("success");
        assertThat(event.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(event.path("request_id").asString()).isEqualTo(requestId);
        assertThat(event.path("session_id").asString()).isNotEmpty();
    }

    @Test
    void refusedDeedIsRecordedThoughNothingWasChanged() {
        TestUser superuser = service.registerWith("superuser");

        assertThat(service.delete("/users/" + superuser.id(), token).status()).isEqualTo(403);

        JsonNode event = only("user_id=" + superuser.id() + "&outcome=failure");
        assertThat(event.path("details").path("reason").asString()).isEqualTo("insufficient_rights");
        assertThat(event.path("actor_id").asString()).isEqualTo(admin.id());
    }

    @Test
    void changeThatFailedIsNotRecordedAsDone() {
        TestUser user = service.register();
        TestUser other = service.register();

        assertThat(service.call("PATCH", "/users/" + user.id(), token, Map.of("username", other.username()))
                        .status())
                .isEqualTo(409);

        assertThat(events("user_id=" + user.id() + "&type=user_changed")).isEmpty();
    }

    @Test
    void pagesGoBackInTimeAndFiltersAreOfTime() {
        TestUser user = service.register();
        Instant before = Instant.now();
        for (String locale : List.of("en", "ru", "de", "fr", "it")) {
            service.call("PATCH", "/users/" + user.id(), token, Map.of("locale", locale));
        }

        List<String> times = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = service.get("/audit?limit=2&type=user_changed&user_id=" + user.id() + after, token)
                    .json();
            page.path("items").forEach(item -> times.add(item.path("created_at").asString()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());

        assertThat(times).hasSize(5);
        assertThat(times.stream().map(Instant::parse).toList()).isSortedAccordingTo((one, two) -> two.compareTo(one));
        assertThat(events("user_id=" + user.id() + "&from=" + before)).hasSize(5);
        assertThat(events("user_id=" + user.id() + "&until=" + before + "&type=user_changed"))
                .isEmpty();
        assertThat(events("actor_id=" + admin.id() + "&type=user_changed&limit=100"))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type=gone", "outcome=maybe", "actor_id=x", "user_id=x", "from=today", "until=2026", "limit=0"})
    void badQueryIsRefused(String query) {
        assertThat(service.get("/audit?" + query, token).status()).isEqualTo(400);
    }

    @Test
    void subscribersReadNothing() {
        assertThat(service.get("/audit", service.token()).status()).isEqualTo(403);
    }

    private JsonNode only(String query) {
        List<JsonNode> events = events(query);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private List<JsonNode> events(String query) {
        List<JsonNode> events = new ArrayList<>();
        service.get("/audit?" + query, token).json().path("items").forEach(events::add);
        return events;
    }
}
