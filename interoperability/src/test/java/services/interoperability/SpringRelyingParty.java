package services.interoperability;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;

/** An application with Spring Security's login, which finds the provider by its issuer. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SpringRelyingParty {

    static final String CLIENT_ID = "spring-app";

    private static final String REGISTRATION = "accounts";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Map<String, Object> client(int port) {
        return Map.of(
                "client_id",
                CLIENT_ID,
                "client_secret",
                Provider.SECRET,
                "client_name",
                "The app on Spring",
                "redirect_uris",
                new String[] {at(port, "/login/oauth2/code/" + REGISTRATION).toString()},
                "post_logout_redirect_uris",
                new String[] {at(port, "/goodbye").toString()},
                "grant_types",
                new String[] {"authorization_code", "refresh_token"},
                "scope",
                "openid profile email data:read",
                "require_pkce",
                true);
    }

    static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static ConfigurableApplicationContext start(int port, URI issuer) {
        String registration = "spring.security.oauth2.client.registration." + REGISTRATION + ".";
        return new SpringApplicationBuilder(SpringRelyingParty.class)
                .properties(Map.of(
                        "server.address",
                        "127.0.0.1",
                        "server.port",
                        port,
                        "spring.main.banner-mode",
                        "off",
                        "spring.security.oauth2.client.provider." + REGISTRATION + ".issuer-uri",
                        issuer.toString(),
                        registration + "client-id",
                        CLIENT_ID,
                        registration + "client-secret",
                        Provider.SECRET,
                        registration + "scope",
                        "openid,profile,email,data:read"))
                .run();
    }

    @Bean
    SecurityFilterChain rules(HttpSecurity http, ClientRegistrationRepository clients) {
        OidcClientInitiatedLogoutSuccessHandler afterLogout = new OidcClientInitiatedLogoutSuccessHandler(clients);
        afterLogout.setPostLogoutRedirectUri("{baseUrl}/goodbye");
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/goodbye")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.defaultSuccessUrl("/me"))
                .logout(logout -> logout.logoutSuccessHandler(afterLogout))
                .build();
    }

    /** Who is logged in, after a refresh too; {@code /logout} is Spring's own page. */
    @Bean
    RouterFunction<ServerResponse> pages(
            ClientRegistrationRepository clients,
            OAuth2AuthorizedClientRepository tokens,
            ApplicationEventPublisher events) {
        return RouterFunctions.route()
                .GET(
                        "/me",
                        request -> page(me(
                                request,
                                login -> tokens.loadAuthorizedClient(REGISTRATION, login, request.servletRequest()))))
                .GET(
                        "/refresh",
                        request -> page(me(
                                request,
                                login -> refreshing(clients, tokens, events)
                                        .authorize(OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
                                                .principal(login)
                                                .attribute(HttpServletRequest.class.getName(), request.servletRequest())
                                                .attribute(HttpServletResponse.class.getName(), response())
                                                .build()))))
                .GET("/goodbye", request -> page(Map.of("logged_in", false)))
                .build();
    }

    /** Takes every token for one that is about to expire. */
    private static DefaultOAuth2AuthorizedClientManager refreshing(
            ClientRegistrationRepository clients,
            OAuth2AuthorizedClientRepository tokens,
            ApplicationEventPublisher events) {
        RefreshTokenOAuth2AuthorizedClientProvider refresh = new RefreshTokenOAuth2AuthorizedClientProvider();
        refresh.setClockSkew(Duration.ofDays(1));
        // so that the new ID token is held against the old one
        refresh.setApplicationEventPublisher(events);
        DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(clients, tokens);
        manager.setAuthorizedClientProvider(refresh);
        return manager;
    }

    private static HttpServletResponse response() {
        return requireNonNull(
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getResponse());
    }

    private static Map<String, Object> me(
            ServerRequest request, Function<Authentication, @Nullable OAuth2AuthorizedClient> find) {
        OAuth2AuthenticationToken login =
                (OAuth2AuthenticationToken) request.principal().orElseThrow();
        OAuth2AuthorizedClient tokens = requireNonNull(find.apply(login));
        OidcUser user = (OidcUser) requireNonNull(login.getPrincipal());
        return Map.of(
                "logged_in", true,
                "id_token", user.getIdToken().getClaims().get("sub"),
                "claims", requireNonNull(user.getUserInfo()).getClaims(),
                "scope", tokens.getAccessToken().getScopes(),
                "access_token", tokens.getAccessToken().getTokenValue());
    }

    private static ServerResponse page(Map<String, Object> answer) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .body("<!doctype html><title>Spring</title><pre id=answer>"
                        + HtmlUtils.htmlEscape(JSON.writeValueAsString(answer)) + "</pre>");
    }
}
