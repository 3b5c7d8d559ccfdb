package services.auth.administration;

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

class RoleControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final String admin = service.tokenWith("admin");
    private final String superuser = service.tokenWith("superuser");
    private final String name = "r" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void builtInRolesAreThereFromTheStart() {
        assertThat(service.get("/roles", admin).json().get("items"))
                .extracting(role -> role.path("name").asString())
                .contains("admin", "subscriber", "superuser");
        Answer subscriber = service.get("/roles/subscriber", admin);
        assertThat(subscriber.json().propertyNames())
                .containsExactly("name", "description", "scopes", "built_in", "created_at", "updated_at");
        assertThat(subscriber.text("built_in")).isEqualTo("true");
        assertThat(service.get("/roles", service.token()).status()).isEqualTo(403);
    }

    @Test
    void roleIsMadeChangedAndDeleted() {
        Answer created = create(admin, name, "users:read", "data:read");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/roles/" + name);
        assertThat(created.json().get("scopes"))
                .extracting(JsonNode::asString)
                .containsExactly("data:read", "users:read");
        assertThat(create(admin, name, "data:read").text("code")).isEqualTo("role_exists");

        Answer changed = service.call("PATCH", "/roles/" + name, admin, Map.of("description", "Readers"));
        assertThat(changed.text("description")).isEqualTo("Readers");
        assertThat(changed.json().get("scopes")).hasSize(2);
        assertThat(service.call("PATCH", "/roles/" + name, admin, Map.of(), "If-Match", created.header("ETag"))
                        .status())
                .isEqualTo(412);

        assertThat(service.delete("/roles/" + name, admin).status()).isEqualTo(204);
        assertThat(service.get("/roles/" + name, admin).status()).isEqualTo(404);
        assertThat(service.delete("/roles/" + name, admin).status()).isEqualTo(404);
    }

    @Test
    void changedScopesShowAtTheNextValidationOfWhoeverHasTheRole() {
        create(superuser, name, "orders:read", "orders:write");
        TestUser user = service.registerWith(name);
        TestUser other = service.registerWith(name);
        String token = service.tokenOf(user);
        String tokenOfOther = service.tokenOf(other);
        String key = service.apiKeyOf(user).value();
        assertThat(service.validate(token).text("scope")).contains("orders:write");
        assertThat(service.validate(tokenOfOther).text("scope")).contains("orders:write");
        assertThat(service.validate(key).text("scope")).contains("orders:write");

        Answer answer = service.call("PATCH", "/roles/" + name, superuser, Map.of("scopes", List.of("orders:read")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.validate(token).text("scope")).isEqualTo("data:read data:write orders:read");
        assertThat(service.validate(tokenOfOther).text("scope")).isEqualTo("data:read data:write orders:read");
        assertThat(service.validate(key).text("scope")).isEqualTo("data:read data:write orders:read");
    }

    @Test
    void roleThatSomebodyHasIsNotDeleted() {
        create(admin, name, "data:read");
        service.registerWith(name);

        assertThat(service.delete("/roles/" + name, admin).text("code")).isEqualTo("role_in_use");
    }

    @Test
    void superusersAloneChangeTheBuiltInRoles() {
        assertThat(service.call("PATCH", "/roles/subscriber", admin, Map.of("description", "x"))
                        .text("code"))
                .isEqualTo("insufficient_rights");
        assertThat(service.delete("/roles/subscriber", admin).status()).isEqualTo(403);
        String description = service.get("/roles/subscriber", superuser).text("description");
        assertThat(service.call("PATCH", "/roles/subscriber", superuser, Map.of("description", description))
                        .status())
                .isEqualTo(200);
        assertThat(service.delete("/roles/subscriber", superuser).text("code")).isEqualTo("built_in_role");
        assertThat(service.call("PATCH", "/roles/superuser", superuser, Map.of("scopes", List.of("data:read")))
                        .text("code"))
                .isEqualTo("built_in_role");
    }

    @Test
    void nobodyPutsIntoARoleWhatTheyMayNotDoThemselves() {
        assertThat(create(admin, name, "system:write").text("code")).isEqualTo("insufficient_rights");
        assertThat(create(admin, name, "data:read").status()).isEqualTo(201);
        assertThat(service.call("PATCH", "/roles/" + name, admin, Map.of("scopes", List.of("orders:read")))
                        .status())
                .isEqualTo(403);
        assertThat(service.call("PATCH", "/roles/" + name, superuser, Map.of("scopes", List.of("orders:read")))
                        .status())
                .isEqualTo(200);
        assertThat(service.call("PATCH", "/roles/" + name, admin, Map.of("scopes", List.of("data:read")))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "with space", "a/b", "abcdefghijabcdefghijabcdefghijabc"})
    void badNameIsRefused(String badName) {
        assertThat(create(admin, badName, "data:read").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quo\"te", "back\\\\slash", "über"})
    void whatIsNoScopeTokenIsRefused(String scope) {
        assertThat(create(superuser, name, scope).status()).isEqualTo(400);
    }

    private Answer create(String token, String roleName, String... scopes) {
        return service.call(
                "POST",
                "/roles",
                token,
                Map.of("name", roleName, "description", "For a test", "scopes", List.of(scopes)));
    }
}
