package services.interoperability;

import java.net.URI;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An API with Spring Security's resource server: {@code /jwt} reads tokens by the published keys (RFC 9068), {@code /asked} asks about each (RFC 7662). */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SpringResourceServer {

    static final String CLIENT_ID = "spring-api";

    static Map<String, Object> client() {
        return Map.of(
                "client_id",
                CLIENT_ID,
                "client_secret",
                Provider.SECRET,
                "grant_types",
                new String[] {"client_credentials"},
                "scope",
                "token:introspect");
    }

    static ConfigurableApplicationContext start(int port, Provider provider, String clientOfTheTokens) {
        return new SpringApplicationBuilder(SpringResourceServer.class)
                .properties(Map.of(
                        "server.address",
                        "127.0.0.1",
                        "server.port",
                        port,
                        "spring.main.banner-mode",
                        "off",
                        "issuer",
                        provider.issuer().toString(),
                        "introspection",
                        provider.metadata("introspection_endpoint"),
                        "client-of-the-tokens",
                        clientOfTheTokens))
                .run();
    }

    static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Bean
    @Order(1)
    SecurityFilterChain byKeys(
            HttpSecurity http, @Value("${issuer}") String issuer, @Value("${client-of-the-tokens}") String client) {
        return http.securityMatcher("/jwt/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/jwt/read")
                        .hasAuthority("SCOPE_data:read")
                        .anyRequest()
                        .hasAuthority("SCOPE_data:write"))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder(issuer, client))))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain byAsking(HttpSecurity http, @Value("${introspection}") String introspection) {
        return http.securityMatcher("/asked/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/asked/read")
                        .hasAuthority("SCOPE_data:read")
                        .anyRequest()
                        .hasAuthority("SCOPE_data:write"))
                .oauth2ResourceServer(server -> server.opaqueToken(
                        opaque -> opaque.introspector(SpringOpaqueTokenIntrospector.withIntrospectionUri(introspection)
                                .clientId(CLIENT_ID)
                                .clientSecret(Provider.SECRET)
                                .build())))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(
                        "/{how}/{what}",
                        request -> ServerResponse.ok()
                                .body(request.principal().orElseThrow().getName()))
                .build();
    }

    private static JwtDecoder decoder(String issuer, String client) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(issuer)
                .audience("resource-service")
                .clientId(client)
                .build());
        return decoder;
    }
}
