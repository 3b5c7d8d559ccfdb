package services.auth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.page.Browser;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final String token = service.tokenOf(user);
    private final RelyingParty shop = RelyingParty.register(service, metadata -> metadata.setName("The Shop"));

    @Test
    void userSeesWhatClientsMayDo() {
        RelyingParty nameless = RelyingParty.register(service);
        shop.code(user, "openid data:read");
        nameless.code(user, "openid");
        shop.code(user, "openid email");

        JsonNode items = consents("").json().path("items");

        assertThat(items.findValuesAsString("client_name"))
                .containsExactly(nameless.client().id(), "The Shop");
        JsonNode ofShop = items.get(1);
        assertThat(ofShop.path("client_id").asString()).isEqualTo(shop.client().id());
        assertThat(ofShop.path("scopes").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("openid", "data:read", "email");
        assertThat(ofShop.path("created_at").asString()).endsWith("Z");
        assertThat(ofShop.path("updated_at").asString())
                .isGreaterThan(ofShop.path("created_at").asString());
        assertThat(service.get("/users/me/consents", service.token()).json().path("items"))
                .isEmpty();
        assertThat(service.get("/users/me/export", token).json().path("consents"))
                .isEqualTo(items);
    }

    @Test
    void withdrawnConsentEndsTheTokensOfThatClientAndAsksAgain() {
        RelyingParty other = RelyingParty.register(service);
        Answer tokens = shop.exchange(shop.code(user, "openid offline_access data:read"));
        Answer others = other.exchange(other.code(user, "openid"));

        assertThat(withdraw(shop.client().id(), token).status()).isEqualTo(204);

        assertThat(service.isLive(tokens.text("access_token"))).isFalse();
        assertThat(shop.refresh(tokens.text("refresh_token"), Map.of()).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(service.isLive(others.text("access_token"))).isTrue();
        assertThat(service.isLive(token)).isTrue();
        assertThat(consents("").json().path("items").findValuesAsString("client_id"))
                .containsExactly(other.client().id());
        Browser browser = new Browser(service);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        assertThat(browser.open(RelyingParty.path(shop.request())).title()).isEqualTo("The Shop asks for access");
    }

    @Test
    void clientThatAsksNobodyLosesItsTokensToo() {
        RelyingParty own = RelyingParty.register(service, metadata -> metadata.setCustomField("first_party", true));
        Answer tokens = own.exchange(own.code(user, "openid"));

        assertThat(withdraw(own.client().id(), token).status()).isEqualTo(204);

        assertThat(service.isLive(tokens.text("access_token"))).isFalse();
        assertThat(withdraw(own.client().id(), token).status()).isEqualTo(404);
    }

    @Test
    void nobodyWithdrawsWhatAnotherHasAllowed() {
        Answer tokens = shop.exchange(shop.code(user, "openid"));

        Answer answer = withdraw(shop.client().id(), service.token());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("not_found");
        assertThat(service.isLive(tokens.text("access_token"))).isTrue();
        assertThat(consents("").json().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "%00", "browser", "login", "%F0%9F%98%80", "a%20b"})
    void uselessClientIsNotFound(String clientId) {
        assertThat(withdraw(clientId, token).status()).isEqualTo(404);
        assertThat(service.isLive(token)).isTrue();
    }

    @Test
    void pagesShowEveryConsentOnce() {
        List<String> allowed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RelyingParty one = RelyingParty.register(service);
            one.code(user, "openid");
            allowed.addFirst(one.client().id());
        }

        JsonNode first = consents("?limit=2").json();
        JsonNode second =
                consents("?limit=2&after=" + first.path("next").asString()).json();

        List<String> seen = new ArrayList<>(first.path("items").findValuesAsString("client_id"));
        seen.addAll(second.path("items").findValuesAsString("client_id"));
        assertThat(seen).isEqualTo(allowed);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void loginOfAClientTellsItsName() {
        shop.exchange(shop.code(user, "openid"));

        JsonNode items = service.get("/users/me/sessions", token).json().path("items");

        assertThat(items).hasSize(3);
        assertThat(items.get(0).path("client_id").asString())
                .isEqualTo(shop.client().id());
        assertThat(items.get(0).path("client_name").asString()).isEqualTo("The Shop");
        assertThat(items.findValuesAsString("client_id"))
                .containsExactly(shop.client().id(), "browser", "login");
        assertThat(items.get(1).has("client_name")).isFalse();
        assertThat(items.get(2).has("client_name")).isFalse();
        Browser browser = new Browser(service);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        assertThat(browser.open("/account")
                        .document()
                        .select(".list > li p:first-child")
                        .eachText())
                .contains("The Shop");
    }

    private Answer consents(String query) {
        return service.get("/users/me/consents" + query, token);
    }

    private Answer withdraw(String clientId, String byToken) {
        return service.delete("/users/me/consents/" + clientId, byToken);
    }
}
