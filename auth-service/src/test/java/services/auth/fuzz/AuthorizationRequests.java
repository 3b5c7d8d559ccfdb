package services.auth.fuzz;

import java.util.List;
import java.util.Map;

/** Authorization requests that are not what they should be. */
public final class AuthorizationRequests {

    private static final List<String> OTHERS = List.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "prompt",
            "max_age",
            "display",
            "ui_locales",
            "claims_locales",
            "id_token_hint",
            "login_hint",
            "acr_values",
            "claims",
            "request",
            "request_uri",
            "registration",
            "response_mode",
            "code_challenge",
            "code_challenge_method",
            "dpop_jkt",
            "resource",
            "authorization_details",
            "purpose");

    private static final List<Map.Entry<String, String>> FITTING = List.of(
            Map.entry("prompt", "none"),
            Map.entry("prompt", "none login"),
            Map.entry("prompt", "consent"),
            Map.entry("prompt", "login select_account create"),
            Map.entry("max_age", "0"),
            Map.entry("max_age", "-1"),
            Map.entry("max_age", "2147483648"),
            Map.entry("response_mode", "form_post"),
            Map.entry("response_mode", "query.jwt"),
            Map.entry("response_mode", "web_message"),
            Map.entry("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"1\",2,null]}}}"),
            Map.entry("claims", "{\"id_token\":{\"sub\":{\"value\":1}}}"),
            Map.entry("claims", "{\"id_token\":{\"sub\":[]},\"userinfo\":7}"),
            Map.entry("claims", "{\"userinfo\":{\"name\\u0000\":null,\"email#\":{\"values\":{}}}}"),
            Map.entry("claims", "{\"userinfo\":{\"\":{\"purpose\":1}},\"verified_claims\":[]}"),
            Map.entry("claims", "{\"userinfo\":{\"verified_claims\":{\"verification\":7}}}"),
            Map.entry("ui_locales", "ru en-GB x-\u0001"),
            Map.entry("ui_locales", "a-b-c-d-e-f-g"),
            Map.entry("id_token_hint", "e30.e30."),
            Map.entry("acr_values", "1 2 3"),
            Map.entry("login_hint", "alice@example.org"),
            Map.entry("display", "touch"),
            Map.entry("authorization_details", "[{\"type\":1}]"),
            Map.entry("dpop_jkt", "x"),
            Map.entry("resource", "https://a.example/"),
            Map.entry("resource", "relative"));

    private AuthorizationRequests() {}

    public static Forms changed(Choices choices, Map<String, String> good) {
        Forms form = Forms.of(good);
        for (int i = choices.below(3); i > 0; i--) {
            Map.Entry<String, String> fitting = choices.of(FITTING);
            form = form.with(
                    fitting.getKey(),
                    choices.oneIn(3) ? Texts.changed(choices, fitting.getValue()) : fitting.getValue());
        }
        return form.changed(choices, OTHERS);
    }
}
