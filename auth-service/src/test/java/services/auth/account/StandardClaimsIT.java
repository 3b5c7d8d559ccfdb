package services.auth.account;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.cleanup.CleanUp;
import services.auth.user.StandardClaims;
import services.auth.user.Users;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class StandardClaimsIT {

    private static final String ALL = """
            {"name":"Ada Lovelace","given_name":"Ada","family_name":"Lovelace","middle_name":"King","nickname":"Countess",
             "profile":"https://example.org/ada","picture":"https://example.org/ada.png","website":"http://ada.example.org",
             "gender":"female","birthdate":"1815-12-10","zoneinfo":"Europe/London","phone_number":"+442071234567",
             "phone_number_verified":false,
             "address":{"formatted":"12 St James's Square\\nLondon","street_address":"12 St James's Square",
                        "locality":"London","region":"Greater London","postal_code":"SW1Y 4LB","country":"UK"}}""";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final String token = service.tokenOf(user);

    @Test
    void whatUsersTellOfThemselvesIsReadAgainAndExported() {
        JsonNode all = new JsonMapper().readTree(ALL);

        Answer changed = patch(ALL);

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("claims")).isEqualTo(all);
        assertThat(service.me(token).json().path("claims")).isEqualTo(all);
        assertThat(service.get("/users/me/export", token).json().at("/account/claims"))
                .isEqualTo(all);
    }

    @Test
    void whoHasToldNothingHasNoClaimsAndWhatIsToldReplacesWhatWas() {
        assertThat(service.me(token).json().path("claims").isEmpty()).isTrue();
        patch("{\"name\":\"Ada\",\"nickname\":\"Countess\"}");

        assertThat(patch("{\"name\":\"Lady Lovelace\"}").json().path("claims").toString())
                .isEqualTo("{\"name\":\"Lady Lovelace\"}");
        assertThat(service.call("PATCH", "/users/me", token, Map.of("locale", "ru"))
                        .json()
                        .at("/claims/name")
                        .asString())
                .isEqualTo("Lady Lovelace");
    }

    @Test
    void whatWasReadBeforeSomebodyElseToldMoreIsNotWrittenBack() {
        String tag = service.me(token).header("ETag");
        patch("{\"name\":\"Ada\"}");

        assertThat(service.call("PATCH", "/users/me", token, Map.of("claims", Map.of()), "If-Match", tag)
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({
        "profile, javascript:alert(1)",
        "picture, not an address",
        "website, //example.org",
        "website, https:",
        "birthdate, 1990-02-30",
        "birthdate, 90-01-01",
        "birthdate, yesterday",
        "zoneinfo, Middle-earth/Shire",
        "phone_number, 030 123456",
        "phone_number, +0301234567",
        "name, ''"
    })
    void whatHasNotTheFormOfItsClaimIsRefusedByName(String claim, String value) {
        Answer answer = service.call("PATCH", "/users/me", token, Map.of("claims", Map.of(claim, value)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail").replace("_", "")).containsIgnoringCase(claim.replace("_", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1990-12-31", "1990", "0000-12-31", "0000-02-29"})
    void birthdateMayLeaveOutTheDayOrTheYear(String birthdate) {
        assertThat(patch("{\"birthdate\":\"" + birthdate + "\"}").status()).isEqualTo(200);
    }

    @Test
    void tooMuchAndUnknownClaimsAreRefused() {
        assertThat(patch("{\"name\":\"" + "x".repeat(201) + "\"}").status()).isEqualTo(400);
        assertThat(patch("{\"address\":{\"formatted\":\"" + "x".repeat(1001) + "\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(patch("{\"email\":\"else@example.org\"}").status()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsSayThatAPhoneNumberIsVerifiedAndItStaysSoWithTheNumber() {
        assertThat(patch("{\"phone_number\":\"+4930123456\",\"phone_number_verified\":true}")
                        .json()
                        .at("/claims/phone_number_verified")
                        .asBoolean())
                .isFalse();
        Answer verified = service.call(
                "PATCH",
                "/users/" + user.id(),
                service.tokenWith("admin"),
                Map.of("claims", Map.of("phone_number", "+4930123456", "phone_number_verified", true)));
        assertThat(verified.json().at("/claims/phone_number_verified").asBoolean())
                .isTrue();

        assertThat(patch("{\"phone_number\":\"+4930123456\",\"name\":\"Ada\"}")
                        .json()
                        .at("/claims/phone_number_verified")
                        .asBoolean())
                .isTrue();
        assertThat(patch("{\"phone_number\":\"+4930123457\"}")
                        .json()
                        .at("/claims/phone_number_verified")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void administratorsMakeAndImportAccountsWithClaimsAndSeeThem() {
        String admin = service.tokenWith("admin");
        String made = "made-" + UUID.randomUUID();
        String imported = "imported-" + UUID.randomUUID();

        Answer created = service.call(
                "POST",
                "/users",
                admin,
                Map.of("username", made, "email", made + "@example.org", "claims", Map.of("name", "Made")));
        service.importUsers(
                admin,
                "{\"username\":\"%1$s\",\"email\":\"%1$s@example.org\",\"claims\":{\"name\":\"Imported\",\"phone_number\":\"+4930123456\"}}"
                        .formatted(imported));

        assertThat(created.json().at("/claims/name").asString()).isEqualTo("Made");
        assertThat(service.get("/users?q=" + imported, admin)
                        .json()
                        .at("/items/0/claims")
                        .toString())
                .isEqualTo("{\"name\":\"Imported\",\"phone_number\":\"+4930123456\",\"phone_number_verified\":false}");
        assertThat(service.importUsers(
                                admin,
                                "{\"username\":\"another\",\"email\":\"another@example.org\",\"claims\":{\"website\":\"x\"}}")
                        .body())
                .contains("claims.website");
    }

    @Test
    void claimsAreGoneWithAPurgedAccount() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            TestUser leaving = other.register();
            String itsToken = other.tokenOf(leaving);
            other.call("PATCH", "/users/me", itsToken, Map.of("claims", Map.of("name", "Ada")));
            other.delete("/users/me", itsToken);
            UUID id = UUID.fromString(leaving.id());
            assertThat(other.bean(Users.class).claims(id).name()).isEqualTo("Ada");

            other.bean(TestClock.class).advance(Duration.ofDays(31));
            other.bean(CleanUp.class).run();

            assertThat(other.bean(Users.class).claims(id)).isEqualTo(StandardClaims.NONE);
        }
    }

    private Answer patch(String claims) {
        return service.call("PATCH", "/users/me", token, Map.of("claims", new JsonMapper().readTree(claims)));
    }
}
