package services.auth.administration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.cleanup.CleanUp;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class UserControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final String admin = service.tokenWith("admin");

    @Test
    void accountIsShownToAdministratorsAsItIs() {
        TestUser user = service.register();

        Answer answer = service.get("/users/" + user.id(), admin);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "username",
                        "email",
                        "email_verified",
                        "locale",
                        "claims",
                        "status",
                        "roles",
                        "created_at",
                        "updated_at",
                        "deleted_at");
        assertThat(answer.text("username")).isEqualTo(user.username());
        assertThat(answer.text("status")).isEqualTo("active");
        assertThat(answer.header("ETag")).matches("\"\\d+\"");
        assertThat(answer.body()).doesNotContain("password", "argon2");
    }

    @Test
    void subscribersSeeAndChangeNobody() {
        TestUser other = service.register();
        String token = service.token();

        assertThat(service.get("/users", token).status()).isEqualTo(403);
        assertThat(service.get("/users/" + other.id(), token).status()).isEqualTo(403);
        assertThat(service.delete("/users/" + other.id(), token).status()).isEqualTo(403);
        assertThat(service.call("PUT", "/users/" + other.id() + "/roles/admin", token)
                        .status())
                .isEqualTo(403);
        assertThat(service.call("POST", "/users", token, Map.of()).status()).isEqualTo(403);
        assertThat(service.getWithApiKey(
                                "/users",
                                service.apiKeyOf(service.registerWith("admin")).value())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void listGoesOnFromPageToPageInTheOrderOfTheUsernames() {
        String family = "page" + UUID.randomUUID().toString().substring(0, 8);
        List<String> names =
                IntStream.range(0, 7).mapToObj(i -> family + "-" + i).toList();
        names.forEach(this::create);

        assertThat(pages("limit=3&q=" + family.toUpperCase(Locale.ROOT)))
                .containsExactly(names.subList(0, 3), names.subList(3, 6), names.subList(6, 7));
        assertThat(pages("limit=4&q=" + family + "&role=subscriber"))
                .containsExactly(names.subList(0, 4), names.subList(4, 7));
    }

    @Test
    void listOfEveryStatusGoesOnInOneOrder() {
        String family = "every" + UUID.randomUUID().toString().substring(0, 8);
        List<String> names =
                IntStream.range(0, 7).mapToObj(i -> family + "-" + i).toList();
        List<String> ids = names.stream().map(name -> create(name).text("id")).toList();
        service.call("PATCH", "/users/" + ids.get(1), admin, Map.of("disabled", true));
        service.call("PATCH", "/users/" + ids.get(2), admin, Map.of("disabled", true));
        service.delete("/users/" + ids.get(2), admin);
        service.delete("/users/" + ids.get(4), admin);

        for (String more : List.of("", "&role=subscriber")) {
            assertThat(pages("status=all&limit=2&q=" + family + more))
                    .containsExactly(
                            names.subList(0, 2), names.subList(2, 4), names.subList(4, 6), names.subList(6, 7));
        }
    }

    @Test
    void listIsSearchedByAddressByRoleAndByStatus() {
        String family = "find" + UUID.randomUUID().toString().substring(0, 8);
        String plain = create(family + "-plain").text("id");
        String manager = create(family + "-manager").text("id");
        String disabled = create(family + "-disabled").text("id");
        String deleted = create(family + "-deleted").text("id");
        service.call("PUT", "/users/" + manager + "/roles/admin", admin);
        service.call("PATCH", "/users/" + disabled, admin, Map.of("disabled", true));
        service.delete("/users/" + deleted, admin);

        assertThat(found("q=" + family)).containsExactly(manager, plain);
        assertThat(found("q=" + family + "-manager@ex")).containsExactly(manager);
        assertThat(found("q=" + family + "&role=admin")).containsExactly(manager);
        assertThat(found("q=" + family + "&role=nobody-has-it")).isEmpty();
        assertThat(found("q=" + family + "&status=disabled")).containsExactly(disabled);
        assertThat(found("q=" + family + "&status=deleted")).containsExactly(deleted);
        assertThat(found("q=" + family + "&status=all")).containsExactly(deleted, disabled, manager, plain);
        assertThat(found("q=" + family.substring(0, 6) + "%25")).isEmpty();
    }

    @Test
    void listOfThoseWithARoleFollowsWhatTheyBecome() {
        String family = "role" + UUID.randomUUID().toString().substring(0, 8);
        String id = create(family + "-old").text("id");
        service.call("PUT", "/users/" + id + "/roles/admin", admin);

        patch("/users/" + id, Map.of("username", family + "-new", "email", family + "-new@example.com"));
        assertThat(found("role=admin&q=" + family + "-old")).isEmpty();
        assertThat(found("role=admin&q=" + family + "-old@")).isEmpty();
        assertThat(found("role=admin&q=" + family + "-new")).containsExactly(id);
        assertThat(found("role=admin&q=" + family + "-new@")).containsExactly(id);

        patch("/users/" + id, Map.of("disabled", true));
        assertThat(found("role=admin&q=" + family)).isEmpty();
        assertThat(found("role=admin&status=disabled&q=" + family)).containsExactly(id);
        assertThat(found("role=admin&status=disabled&q=" + family + "-new@")).containsExactly(id);

        service.delete("/users/" + id, admin);
        assertThat(found("role=admin&status=disabled&q=" + family)).isEmpty();
        assertThat(found("role=admin&status=deleted&q=" + family)).containsExactly(id);

        service.call("POST", "/users/" + id + "/restore", admin);
        patch("/users/" + id, Map.of("disabled", false));
        assertThat(found("role=admin&q=" + family)).containsExactly(id);
        service.call("DELETE", "/users/" + id + "/roles/admin", admin);
        assertThat(found("role=admin&q=" + family)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=gone", "status=ACTIVE", "limit=0", "limit=101", "limit=x", "after=x", "q=%00"})
    void badQueryIsRefused(String query) {
        assertThat(service.get("/users?" + query, admin).status()).isEqualTo(400);
    }

    @Test
    void createdUserLogsIn() {
        String username = "made-" + UUID.randomUUID();

        Answer answer = service.call(
                "POST",
                "/users",
                admin,
                Map.of(
                        "username",
                        username,
                        "email",
                        username + "@example.org",
                        "password",
                        AuthServiceUnderTest.PASSWORD,
                        "email_verified",
                        true,
                        "locale",
                        "ru",
                        "roles",
                        List.of("subscriber", "admin")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/users/" + answer.text("id"));
        assertThat(answer.text("locale")).isEqualTo("ru");
        assertThat(answer.text("email_verified")).isEqualTo("true");
        assertThat(answer.json().get("roles")).extracting(JsonNode::asString).containsExactly("admin", "subscriber");
        assertThat(service.login(username, AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void accountWithoutPasswordLetsNobodyIn() {
        String username = create("bare-" + UUID.randomUUID()).text("username");

        assertThat(service.login(username, "").status()).isEqualTo(400);
        assertThat(service.login(username, AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void takenUsernameAndConfirmedAddressAreRefused() {
        String name = "taken-" + UUID.randomUUID();
        Map<String, Object> confirmed =
                Map.of("username", name, "email", name + "@example.org", "email_verified", true);
        assertThat(service.call("POST", "/users", admin, confirmed).status()).isEqualTo(201);

        Answer sameName = service.call(
                "POST", "/users", admin, Map.of("username", name.toUpperCase(Locale.ROOT), "email", "x@example.org"));
        Answer sameAddress = service.call(
                "POST",
                "/users",
                admin,
                Map.of("username", name + "2", "email", name + "@EXAMPLE.org", "email_verified", true));
        Answer unconfirmed =
                service.call("POST", "/users", admin, Map.of("username", name + "3", "email", name + "@example.org"));

        assertThat(sameName.status()).isEqualTo(409);
        assertThat(sameName.text("code")).isEqualTo("username_taken");
        assertThat(sameAddress.status()).isEqualTo(409);
        assertThat(sameAddress.text("code")).isEqualTo("email_taken");
        assertThat(unconfirmed.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"username\":\"ab\",\"email\":\"ab@example.org\"}",
                "{\"username\":\"abc\",\"email\":\"nowhere\"}",
                "{\"username\":\"abc\",\"email\":\"a@example.org\",\"locale\":\"no such\"}",
                "{\"username\":\"abc\",\"email\":\"a@example.org\",\"admin\":true}",
                "{\"username\":\"abc\",\"email\":\"a@example.org\",\"roles\":[\"\"]}"
            })
    void badAccountIsRefused(String body) {
        Answer answer = service.send(service.request(service.publicUri("/users"))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_request");
    }

    @Test
    void passwordThatAnAdministratorGivesMustBeGoodToo() {
        Answer answer = service.call(
                "POST",
                "/users",
                admin,
                Map.of("username", "weak-" + UUID.randomUUID(), "email", "w@example.org", "password", "password1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("password_common");
    }

    @Test
    void changedNameShowsAtTheNextValidation() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        String key = service.apiKeyOf(user).value();
        assertThat(service.validate(token).text("username")).isEqualTo(user.username());
        assertThat(service.validate(key).text("username")).isEqualTo(user.username());

        Answer answer = service.call(
                "PATCH",
                "/users/" + user.id(),
                admin,
                Map.of("username", "renamed-" + user.username().substring(5)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.validate(token).text("username")).isEqualTo(answer.text("username"));
        assertThat(service.validate(key).text("username")).isEqualTo(answer.text("username"));
        assertThat(answer.text("email")).isEqualTo(user.email());
    }

    @Test
    void newAddressIsNotConfirmedUnlessTheAdministratorSaysSo() {
        TestUser user = service.register();
        String path = "/users/" + user.id();

        assertThat(patch(path, Map.of("email_verified", true)).text("email_verified"))
                .isEqualTo("true");
        assertThat(patch(path, Map.of("email", user.email().toUpperCase(Locale.ROOT)))
                        .text("email_verified"))
                .isEqualTo("true");
        assertThat(patch(path, Map.of("email", "new" + user.email())).text("email_verified"))
                .isEqualTo("false");
        assertThat(patch(path, Map.of("email", "newer" + user.email(), "email_verified", true))
                        .text("email_verified"))
                .isEqualTo("true");
    }

    @Test
    void disabledUserIsOutAtOnceAndComesBackWithTheApiKeysButNotTheLogins() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        ApiKey key = service.apiKeyOf(user);
        assertThat(service.isLive(token)).isTrue();
        assertThat(service.isLive(key.value())).isTrue();

        assertThat(patch("/users/" + user.id(), Map.of("disabled", true)).text("status"))
                .isEqualTo("disabled");

        assertThat(service.isLive(token)).isFalse();
        assertThat(service.isLive(key.value())).isFalse();
        assertThat(service.me(token).status()).isEqualTo(401);
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);

        assertThat(patch("/users/" + user.id(), Map.of("disabled", false)).text("status"))
                .isEqualTo("active");
        assertThat(service.isLive(token)).isFalse();
        assertThat(service.isLive(key.value())).isTrue();
        assertThat(service.isLive(service.tokenOf(user))).isTrue();
    }

    @Test
    void deletedUserIsOutAtOnceAndComesBackWithTheSamePassword() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        ApiKey key = service.apiKeyOf(user);

        assertThat(service.delete("/users/" + user.id(), admin).status()).isEqualTo(204);

        assertThat(service.isLive(token)).isFalse();
        assertThat(service.isLive(key.value())).isFalse();
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
        assertThat(service.get("/users/" + user.id(), admin).text("status")).isEqualTo("deleted");
        assertThat(service.delete("/users/" + user.id(), admin).status()).isEqualTo(404);

        assertThat(service.call("POST", "/users/" + user.id() + "/restore", admin)
                        .text("status"))
                .isEqualTo("active");
        assertThat(service.isLive(token)).isFalse();
        assertThat(service.isLive(key.value())).isFalse();
        assertThat(service.isLive(service.tokenOf(user))).isTrue();
        assertThat(service.call("POST", "/users/" + user.id() + "/restore", admin)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void accountWhoseNameIsTakenMeanwhileIsNotRestored() {
        String name = "again-" + UUID.randomUUID();
        String id = create(name).text("id");
        service.delete("/users/" + id, admin);
        assertThat(create(name).status()).isEqualTo(201);

        Answer answer = service.call("POST", "/users/" + id + "/restore", admin);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("username_taken");
    }

    @Test
    void roleShowsAtTheNextValidationAndSoDoesItsLoss() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        String key = service.apiKeyOf(user).value();
        assertThat(service.validate(token).text("scope")).isEqualTo("data:read data:write");
        assertThat(service.isLive(key)).isTrue();

        assertThat(service.call("PUT", "/users/" + user.id() + "/roles/admin", admin)
                        .status())
                .isEqualTo(200);
        assertThat(service.validate(token).json().get("roles"))
                .extracting(JsonNode::asString)
                .containsExactly("admin", "subscriber");
        assertThat(service.validate(token).text("scope")).contains("users:write");
        assertThat(service.validate(key).json().get("roles"))
                .extracting(JsonNode::asString)
                .contains("admin");
        assertThat(service.get("/users", token).status()).isEqualTo(200);

        assertThat(service.delete("/users/" + user.id() + "/roles/admin", admin).status())
                .isEqualTo(200);
        assertThat(service.delete("/users/" + user.id() + "/roles/subscriber", admin)
                        .status())
                .isEqualTo(200);
        assertThat(service.validate(token).text("scope")).isEmpty();
        assertThat(service.validate(key).text("scope")).isEmpty();
        assertThat(service.get("/users", token).status()).isEqualTo(403);
    }

    @Test
    void nobodyGivesMoreThanTheyHaveOrActsOnSomebodyWhoMayDoMore() {
        TestUser user = service.register();
        TestUser superuser = service.registerWith("superuser");

        assertThat(service.call("PUT", "/users/" + user.id() + "/roles/superuser", admin)
                        .status())
                .isEqualTo(403);
        assertThat(service.call(
                                "POST",
                                "/users",
                                admin,
                                Map.of(
                                        "username",
                                        "root-" + UUID.randomUUID(),
                                        "email",
                                        "r@example.org",
                                        "roles",
                                        List.of("superuser")))
                        .status())
                .isEqualTo(403);
        for (Answer answer : List.of(
                service.delete("/users/" + superuser.id(), admin),
                service.delete("/users/" + superuser.id() + "/sessions", admin),
                service.delete("/users/" + superuser.id() + "/roles/superuser", admin),
                service.call("PATCH", "/users/" + superuser.id(), admin, Map.of("disabled", true)))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("code")).isEqualTo("insufficient_rights");
        }
        assertThat(service.call("PUT", "/users/" + user.id() + "/roles/superuser", service.tokenOf(superuser))
                        .status())
                .isEqualTo(200);
        assertThat(service.call("PUT", "/users/" + service.register().id() + "/roles/no-such-role", admin)
                        .text("code"))
                .isEqualTo("unknown_role");
    }

    @Test
    void loginsOfAUserAreEndedByAnAdministrator() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        ApiKey key = service.apiKeyOf(user);

        assertThat(service.delete("/users/" + user.id() + "/sessions", admin).status())
                .isEqualTo(204);

        assertThat(service.isLive(token)).isFalse();
        assertThat(service.isLive(key.value())).isTrue();
    }

    @Test
    void changeOfWhatWasChangedMeanwhileIsRefused() {
        TestUser user = service.register();
        String path = "/users/" + user.id();
        String seen = service.get(path, admin).header("ETag");

        Answer first = service.call("PATCH", path, admin, Map.of("locale", "ru"), "If-Match", seen);
        Answer second = service.call("PATCH", path, admin, Map.of("locale", "en"), "If-Match", seen);
        Answer weak =
                service.call("PATCH", path, admin, Map.of("locale", "en"), "If-Match", "W/" + first.header("ETag"));
        Answer one = service.call(
                "PATCH", path, admin, Map.of("locale", "en"), "If-Match", "\"x\", " + first.header("ETag"));
        Answer any = service.call("PATCH", path, admin, Map.of("locale", "de"), "If-Match", "*");

        assertThat(List.of(first.status(), second.status(), weak.status(), one.status(), any.status()))
                .containsExactly(200, 412, 412, 200, 200);
        assertThat(second.text("code")).isEqualTo("precondition_failed");
        assertThat(any.header("ETag"))
                .isNotEqualTo(one.header("ETag"))
                .isEqualTo(service.get(path, admin).header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000"})
    void unknownUserIsNotFound(String id) {
        assertThat(service.get("/users/" + id, admin).status()).isEqualTo(404);
        assertThat(service.delete("/users/" + id, admin).status()).isEqualTo(404);
        assertThat(service.call("PATCH", "/users/" + id, admin, Map.of()).status())
                .isEqualTo(404);
        assertThat(service.call("PUT", "/users/" + id + "/roles/admin", admin).status())
                .isEqualTo(404);
        assertThat(service.call("POST", "/users/" + id + "/restore", admin).status())
                .isEqualTo(404);
    }

    @Test
    void lastSuperuserCannotBeRemovedNotEvenByTwoAtOnce() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest alone = AuthServiceUnderTest.on(backing)) {
            TestUser one = alone.registerWith("superuser");
            TestUser two = alone.registerWith("superuser");
            String tokenOfOne = alone.tokenOf(one);
            String tokenOfTwo = alone.tokenOf(two);

            List<Integer> statuses = List.of(
                            CompletableFuture.supplyAsync(
                                    () -> alone.call("DELETE", "/users/" + two.id() + "/roles/superuser", tokenOfOne)
                                            .status()),
                            CompletableFuture.supplyAsync(
                                    () -> alone.delete("/users/me", tokenOfOne).status()))
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(statuses).contains(409).containsAnyOf(200, 204);

            String left = alone.get("/users?role=superuser", tokenOfTwo).status() == 200 ? tokenOfTwo : tokenOfOne;
            String id = alone.me(left).text("id");
            for (Answer answer : List.of(
                    alone.delete("/users/me", left),
                    alone.delete("/users/" + id, left),
                    alone.delete("/users/" + id + "/roles/superuser", left),
                    alone.call("PATCH", "/users/" + id, left, Map.of("disabled", true)))) {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.text("code")).isEqualTo("last_superuser");
            }
            assertThat(alone.me(left).status()).isEqualTo(200);
        }
    }

    @Test
    void personalDataOfAnAccountDeletedLongAgoAreGoneAndItsNameIsFree() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest alone = AuthServiceUnderTest.on(backing)) {
            TestUser user = alone.register();
            TestUser other = alone.register();
            alone.delete("/users/me", alone.tokenOf(user));
            alone.delete("/users/me", alone.tokenOf(other));
            alone.bean(TestClock.class).advance(Duration.ofDays(29));
            alone.bean(CleanUp.class).run();
            String token = alone.tokenWith("admin");
            assertThat(alone.call("POST", "/users/" + other.id() + "/restore", token)
                            .status())
                    .isEqualTo(200);

            alone.bean(TestClock.class).advance(Duration.ofDays(2));
            alone.bean(CleanUp.class).run();

            String later = alone.tokenWith("admin");
            assertThat(alone.get("/users/" + user.id(), later).status()).isEqualTo(404);
            assertThat(alone.call("POST", "/users/" + user.id() + "/restore", later)
                            .status())
                    .isEqualTo(404);
            assertThat(alone.get("/users?status=all&q=" + user.username(), later)
                            .body())
                    .doesNotContain(user.id());
            assertThat(alone.get("/users/" + other.id(), later).text("username"))
                    .isEqualTo(other.username());
        }
    }

    private Answer create(String username) {
        return service.call("POST", "/users", admin, Map.of("username", username, "email", username + "@example.org"));
    }

    private Answer patch(String path, Map<String, ?> body) {
        return service.call("PATCH", path, admin, body);
    }

    private List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        service.get("/users?" + query, admin)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    /** The usernames on each page. */
    private List<List<String>> pages(String query) {
        List<List<String>> pages = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = service.get("/users?" + query + after, admin).json();
            List<String> names = new ArrayList<>();
            page.path("items").forEach(item -> names.add(item.path("username").asString()));
            pages.add(names);
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        return pages;
    }
}
