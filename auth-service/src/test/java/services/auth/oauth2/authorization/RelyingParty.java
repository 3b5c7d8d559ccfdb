package services.auth.oauth2.authorization;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** A client that sends browsers to the authorization endpoint, and fetches tokens for the codes that they bring back. */
public final class RelyingParty {

    public static final String REDIRECT_URI = "https://client.example/callback";

    private final AuthServiceUnderTest service;
    private final TestClient client;
    private final CodeVerifier verifier = new CodeVerifier();

    public RelyingParty(AuthServiceUnderTest service, TestClient client) {
        this.service = service;
        this.client = client;
    }

    /** One that may ask for everything that tells of a user. */
    public static RelyingParty register(AuthServiceUnderTest service, Consumer<OIDCClientMetadata> registered) {
        return new RelyingParty(
                service,
                TestClient.register(
                        service, "openid profile email address phone offline_access data:read data:write", registered));
    }

    public static RelyingParty register(AuthServiceUnderTest service) {
        return register(service, metadata -> {});
    }

    public TestClient client() {
        return client;
    }

    /** The {@code code_verifier} of its requests. */
    public String verifier() {
        return verifier.getValue();
    }

    /** What an authorization request has at least. */
    public Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", REDIRECT_URI);
        parameters.put("scope", "openid");
        parameters.put("state", "a state");
        parameters.put("nonce", "a nonce");
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** The same with these parameters; such without a value are left out. */
    public Map<String, String> request(Map<String, String> others) {
        Map<String, String> parameters = request();
        parameters.putAll(others);
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    public static String path(Map<String, String> parameters) {
        return "/oauth2/authorize?" + query(parameters);
    }

    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Leads a browser that is signed in through the request, its user allowing everything. */
    public Map<String, String> answer(Browser browser, Map<String, String> parameters) {
        return parameters(lead(browser, browser.get(path(parameters))));
    }

    /** Goes on from an answer until the browser is at the client, its user allowing everything. */
    public Answer lead(Browser browser, Answer first) {
        Answer answer = first;
        for (int hops = 0; !isAtClient(answer); hops++) {
            assertThat(hops).as(answer.toString() + answer.body()).isLessThan(8);
            answer = answer.status() == 303
                    ? browser.get(answer.header("Location"))
                    : browser.submit(Browser.page(answer), Map.of());
        }
        return answer;
    }

    public static boolean isAtClient(Answer answer) {
        return answer.status() == 303 && answer.header("Location").startsWith("https://client.example/");
    }

    /** What the client is told by a redirect. */
    public static Map<String, String> parameters(Answer answer) {
        assertThat(isAtClient(answer)).as(answer.toString() + answer.body()).isTrue();
        Map<String, List<String>> parameters =
                new QueryStringDecoder(URI.create(answer.header("Location"))).parameters();
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue().getFirst()));
    }

    /** A code for that scope. */
    public String code(TestUser user, String scope) {
        Browser browser = new Browser(service);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        return code(answer(browser, request(Map.of("scope", scope))));
    }

    public static String code(Map<String, String> answer) {
        return requireNonNull(answer.get("code"));
    }

    public Answer exchange(String code) {
        return exchange(code, Map.of());
    }

    /** @param others parameters that are sent instead or besides; such without a value are left out */
    public Answer exchange(String code, Map<String, String> others) {
        Map<String, String> form = form(code);
        form.putAll(others);
        form.values().removeIf(String::isEmpty);
        return client.post(service, "/oauth2/token", form);
    }

    /** What the token endpoint is sent for a code. */
    public Map<String, String> form(String code) {
        return new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT_URI,
                "code_verifier",
                verifier.getValue()));
    }

    public Answer refresh(String refreshToken, Map<String, String> others) {
        Map<String, String> form =
                new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        form.putAll(others);
        return client.post(service, "/oauth2/token", form);
    }

    /** What the client is told at once. */
    public Map<String, String> refusal(Browser browser, Map<String, String> others) {
        return parameters(browser.get(path(request(others))));
    }

    /** What the client is told by a form, the user allowing everything. */
    static Map<String, String> formPost(Browser browser, Map<String, String> request) {
        Answer answer = browser.get(path(request));
        for (int hops = 0; !isForm(answer); hops++) {
            assertThat(hops).as(answer.toString() + answer.body()).isLessThan(8);
            answer = answer.status() == 303
                    ? browser.get(answer.header("Location"))
                    : browser.submit(Browser.page(answer), Map.of());
        }
        return fields(Jsoup.parse(answer.body()).select("#form-post").getFirst());
    }

    static boolean isForm(Answer answer) {
        return !Jsoup.parse(answer.body()).select("#form-post").isEmpty();
    }

    static Map<String, String> fields(Element form) {
        return form.select("input").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value")));
    }

    /** The user is told what the client is not. */
    static void assertTellsTheUser(Answer answer) {
        assertThat(answer.status()).as(answer.toString() + answer.body()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(Browser.page(answer).title()).isNotEmpty();
    }

    static Map<String, String> with(Map<String, String> request, String name, String value) {
        Map<String, String> all = new HashMap<>(request);
        all.put(name, value);
        return all;
    }
}
