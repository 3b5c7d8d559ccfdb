package services.auth.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Client metadata that are not what they should be (RFC 7591 section 2). */
public final class ClientMetadata {

    private static final Map<String, Object> GOOD = Map.ofEntries(
            Map.entry("redirect_uris", List.of("https://client.example/callback")),
            Map.entry("post_logout_redirect_uris", List.of("https://client.example/")),
            Map.entry("backchannel_logout_uri", "https://client.example/logout"),
            Map.entry("grant_types", List.of("authorization_code", "refresh_token")),
            Map.entry("response_types", List.of("code")),
            Map.entry("client_name", "A client"),
            Map.entry("client_name#ru", "Клиент"),
            Map.entry("logo_uri", "https://client.example/logo.png"),
            Map.entry("contacts", List.of("admin@client.example")),
            Map.entry("scope", "openid profile"),
            Map.entry("token_endpoint_auth_method", "client_secret_basic"),
            Map.entry("default_max_age", 60),
            Map.entry("id_token_signed_response_alg", "ES256"),
            Map.entry("initiate_login_uri", "https://client.example/login"),
            Map.entry("software_id", "4NRB1-0XZABZI9E6-5SM3R"));

    private static final List<String> OTHERS = List.of(
            "application_type",
            "token_endpoint_auth_signing_alg",
            "tls_client_auth_subject_dn",
            "tls_client_auth_san_dns",
            "tls_client_auth_san_ip",
            "tls_client_auth_san_uri",
            "tls_client_auth_san_email",
            "jwks",
            "jwks_uri",
            "subject_type",
            "sector_identifier_uri",
            "userinfo_signed_response_alg",
            "request_object_signing_alg",
            "request_uris",
            "require_pushed_authorization_requests",
            "require_signed_request_object",
            "dpop_bound_access_tokens",
            "tls_client_certificate_bound_access_tokens",
            "require_auth_time",
            "default_acr_values",
            "backchannel_logout_session_required",
            "software_version",
            "software_statement",
            "require_pkce",
            "access_token_lifetime",
            "refresh_token_lifetime",
            "first_party",
            "flavour",
            "client_uri",
            "policy_uri#",
            "tos_uri#a-b-c",
            "client_id",
            "client_secret",
            "authorization_details_types",
            "introspection_signed_response_alg");

    private static final List<Map.Entry<String, Object>> FITTING = List.of(
            Map.entry("jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "n", "AA", "e", "AQAB")))),
            Map.entry("jwks", Map.of("keys", List.of(Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA")))),
            Map.entry("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA")))),
            Map.entry("jwks", Map.of("keys", List.of(Map.of("kty", "OKP", "crv", "X25519", "x", "AA")))),
            Map.entry("jwks", Map.of("keys", List.of())),
            Map.entry("jwks", Map.of("keys", List.of("key", 1))),
            Map.entry("token_endpoint_auth_method", "private_key_jwt"),
            Map.entry("token_endpoint_auth_method", "tls_client_auth"),
            Map.entry("token_endpoint_auth_method", "none"),
            Map.entry("tls_client_auth_subject_dn", "CN=client,,"),
            Map.entry("tls_client_auth_san_ip", "1.2.3"),
            Map.entry("redirect_uris", List.of("http://localhost/", "app:/callback", "https://[::1]:99999/")),
            Map.entry("redirect_uris", List.of("https://client.example/#", "https://client.example/\u0000")),
            Map.entry("client_name#x-\u0001", "name"),
            Map.entry("application_type", "native"));

    private ClientMetadata() {}

    public static Map<String, Object> changed(Choices choices) {
        Map<String, Object> members = new LinkedHashMap<>(GOOD);
        if (choices.oneIn(2)) {
            Map.Entry<String, Object> fitting = choices.of(FITTING);
            members.put(fitting.getKey(), fitting.getValue());
        }
        return Json.changed(choices, members, OTHERS);
    }
}
