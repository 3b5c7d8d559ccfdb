package services.auth.oauth2.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.AuthServiceUnderTest;
import services.auth.oauth2.message.RefusedException;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ClientRulesIT {

    private static final String CALLBACK = "'redirect_uris':['https://app.example.org/callback']";

    private static final AuthServiceUnderTest SERVICE =
            AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.outbound.allow", ""));

    private final ClientRules rules = SERVICE.bean(ClientRules.class);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void whatIsNotSaidIsTheDefaultOfTheStandard() throws Exception {
        OIDCClientMetadata metadata = check("{" + CALLBACK + "}").metadata();

        assertThat(metadata.getGrantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(metadata.getResponseTypes()).containsExactly(ResponseType.CODE);
        assertThat(metadata.getTokenEndpointAuthMethod()).isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        assertThat(metadata.getIDTokenJWSAlg().getName()).isEqualTo("RS256");
    }

    @Test
    void grantThatTakesNoResponseTypeHasNone() throws Exception {
        ClientRegistration registration = check("{'grant_types':['client_credentials'],'scope':'b a'}");

        assertThat(registration.metadata().getResponseTypes()).isEmpty();
        assertThat(registration.scope()).hasToString("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/callback",
                "https://app.example.org/callback?tenant=1",
                "https://localhost/callback",
                "http://127.0.0.1/callback",
                "http://127.0.0.1:4711/callback",
                "http://[::1]:4711/callback",
                "http://localhost:4711/callback",
            })
    void addressOfAWebClientIsTaken(String uri) throws Exception {
        assertThat(check("{'redirect_uris':['" + uri + "']}").metadata().getRedirectionURIStrings())
                .containsExactly(uri);
    }

    @Test
    void nativeAppHasASchemeOfItsOwn() throws Exception {
        String uri = "'redirect_uris':['com.example.app:/callback']";

        assertThat(check("{'application_type':'native'," + uri + "}").metadata().getRedirectionURIs())
                .hasSize(1);
        assertThat(refusal("{" + uri + "}")).startsWith("invalid_redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.org/callback",
                "http://127.0.0.1.example.org/callback",
                "http://127.0.0.2@example.org/",
                "https://user:pw@app.example.org/callback",
                "https://app.example.org/callback#fragment",
                "https:///callback",
                "https:callback",
                "/callback",
                "callback",
                "javascript:alert(1)",
                "data:text/html,hello",
                "app:/callback",
                "file:///etc/passwd",
                "com.example.app:/callback#x",
                "https://app.example.org/ callback",
                "https://app.example.org/callbäck",
                "https://app.example.org/callback?code=1",
            })
    void addressThatNobodyMayBeSentToIsRefused(String uri) throws Exception {
        assertThat(refusal("{'application_type':'native','redirect_uris':['" + uri + "']}"))
                .startsWith("invalid_redirect_uri");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | redirect_uris",
                "{'redirect_uris':[]} | redirect_uris",
                "{'redirect_uris':'https://a.example/'} | redirect_uris",
                "{CALLBACK,'grant_types':['implicit'],'response_types':['id_token']} | grant_types",
                "{CALLBACK,'grant_types':['password']} | grant_types",
                "{CALLBACK,'grant_types':[]} | grant_types",
                "{CALLBACK,'response_types':['code','token']} | response_types",
                "{CALLBACK,'response_types':['code id_token']} | response_types",
                "{CALLBACK,'response_types':[]} | response_types",
                "{'grant_types':['client_credentials'],'response_types':['code']} | response_types",
                "{'grant_types':['refresh_token']} | grant_types",
                "{'grant_types':['client_credentials'],'token_endpoint_auth_method':'none'} | grant_types",
                "{CALLBACK,'token_endpoint_auth_method':'client_secret_jwt'} | token_endpoint_auth_method",
                "{CALLBACK,'token_endpoint_auth_method':'private_key_jwt'} | jwks",
                "{CALLBACK,'token_endpoint_auth_method':'self_signed_tls_client_auth'} | jwks",
                "{CALLBACK,'token_endpoint_auth_method':'tls_client_auth'} | tls_client_auth_subject_dn",
                "{CALLBACK,'tls_client_auth_san_dns':'a.example'} | tls_client_auth_subject_dn",
                "{CALLBACK,'token_endpoint_auth_method':'tls_client_auth','tls_client_auth_subject_dn':'??'} | tls_client_auth_subject_dn",
                "{CALLBACK,'token_endpoint_auth_method':'tls_client_auth','tls_client_auth_san_ip':'a.b'} | tls_client_auth_san_ip",
                "{CALLBACK,'token_endpoint_auth_signing_alg':'RS256'} | token_endpoint_auth_signing_alg",
                "{CALLBACK,'jwks_uri':'https://a.example/jwks','jwks':{'keys':[]}} | jwks",
                "{CALLBACK,'jwks':{'keys':[]}} | jwks",
                "{CALLBACK,'jwks':{'keys':[{'kty':'oct','k':'c2VjcmV0'}]}} | jwks",
                "{CALLBACK,'jwks_uri':'http://a.example/jwks'} | jwks_uri",
                "{CALLBACK,'jwks_uri':'file:///etc/passwd'} | jwks_uri",
                "{CALLBACK,'id_token_signed_response_alg':'none'} | id_token_signed_response_alg",
                "{CALLBACK,'id_token_signed_response_alg':'HS256'} | id_token_signed_response_alg",
                "{CALLBACK,'userinfo_signed_response_alg':'RS512'} | userinfo_signed_response_alg",
                "{CALLBACK,'request_object_signing_alg':'none'} | request_object_signing_alg",
                "{CALLBACK,'request_object_signing_alg':'RS256'} | request_object_signing_alg",
                "{CALLBACK,'subject_type':'pairwise'} | subject_type",
                "{CALLBACK,'sector_identifier_uri':'https://a.example/'} | sector_identifier_uri",
                "{CALLBACK,'id_token_encrypted_response_alg':'RSA-OAEP'} | id_token_encrypted_response_alg",
                "{CALLBACK,'post_logout_redirect_uris':['http://a.example/']} | post_logout_redirect_uris",
                "{CALLBACK,'backchannel_logout_uri':'http://a.example/'} | backchannel_logout_uri",
                "{CALLBACK,'backchannel_logout_uri':'https://a.example/#x'} | backchannel_logout_uri",
                "{CALLBACK,'backchannel_logout_session_required':true} | backchannel_logout_session_required",
                "{CALLBACK,'request_uris':['http://a.example/']} | request_uris",
                "{CALLBACK,'logo_uri':'javascript:alert(1)'} | logo_uri",
                "{CALLBACK,'default_max_age':-2} | default_max_age",
                "{CALLBACK,'first_party':'yes'} | first_party",
                "{CALLBACK,'require_pkce':1} | require_pkce",
                "{CALLBACK,'require_signed_request_object':1} | require_signed_request_object",
                "{CALLBACK,'require_signed_request_object':true} | require_signed_request_object",
                "{CALLBACK,'initiate_login_uri':'http://a.example/login'} | initiate_login_uri",
                "{CALLBACK,'initiate_login_uri':'com.example.app:/login'} | initiate_login_uri",
                "{CALLBACK,'flavour':'sour'} | flavour",
                "{CALLBACK,'access_token_lifetime':0} | access_token_lifetime",
                "{CALLBACK,'access_token_lifetime':7201} | access_token_lifetime",
                "{CALLBACK,'access_token_lifetime':'1h'} | access_token_lifetime",
                "{CALLBACK,'refresh_token_lifetime':99999999} | refresh_token_lifetime",
                "{CALLBACK,'dpop_bound_access_tokens':true,'tls_client_certificate_bound_access_tokens':true} | dpop_bound_access_tokens",
                "{CALLBACK,'scope':'quo\\u0022te'} | scope",
                "{CALLBACK,'software_id':'\\u0000'} | software_id",
                "{CALLBACK,'redirect_urls':['https://a.example/']} | redirect_urls",
            })
    void whatIsWrongIsNamed(String members, String named) throws Exception {
        assertThat(refusal(members.replace("CALLBACK", CALLBACK)))
                .startsWith("invalid_")
                .contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://localhost:8443/x",
                "https://10.0.0.1/x",
                "https://192.168.1.1/x",
                "https://[::1]/x",
                "https://[fd00::1]/x",
                "https://2130706433/x",
                "http://localhost:3000/x",
                "http://app.example.org/x",
            })
    void addressThatIsNotCalledIsRefusedWithTheSettingThatAllowsIt(String uri) throws Exception {
        for (String member : List.of("'jwks_uri':'URI'", "'backchannel_logout_uri':'URI'", "'request_uris':['URI']")) {
            assertThat(refusal("{" + CALLBACK + "," + member.replace("URI", uri) + "}"))
                    .startsWith("invalid_client_metadata " + member.split("'", -1)[1])
                    .contains("AUTH_SERVICE_OUTBOUND_ALLOW");
        }
    }

    @Test
    void publicAddressIsTakenAndSoIsWhatASettingAllows() throws Exception {
        assertThat(check("{" + CALLBACK
                                + ",'jwks_uri':'https://93.184.215.14/x','request_uris':['https://[2606:4700::1]/x']}")
                        .metadata()
                        .getJWKSetURI())
                .hasToString("https://93.184.215.14/x");
        ClientRules allowing = AuthServiceUnderTest.shared().bean(ClientRules.class);
        assertThat(allowing.check(
                                parse("{" + CALLBACK + ",'backchannel_logout_uri':'http://127.0.0.1:3000/x'}"),
                                Registrar.CLIENT)
                        .metadata()
                        .getBackChannelLogoutURI())
                .hasToString("http://127.0.0.1:3000/x");
    }

    @Test
    void privateKeyIsNotTaken() throws Exception {
        JWK key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        String secret = new JWKSet(key).toString(false);
        String open = new JWKSet(key).toString(true);

        assertThat(refusal("{" + CALLBACK + ",'jwks':" + secret + "}")).contains("jwks");
        assertThat(check("{" + CALLBACK + ",'token_endpoint_auth_method':'private_key_jwt','jwks':" + open + "}")
                        .metadata()
                        .getJWKSet()
                        .getKeys())
                .hasSize(1);
    }

    @Test
    void clientIsNotRefusedForWhatIsNotUnderstoodAndDoesNotGetIt() throws Exception {
        ClientRegistration registration = rules.check(
                parse("{" + CALLBACK
                        + ",'first_party':true,'flavour':'fixed','something':{'new':1},'client_name#ru':'Имя'}"),
                Registrar.CLIENT);

        assertThat(registration.metadata().getCustomFields()).isEmpty();
        assertThat(registration.metadata().getNameEntries()).hasSize(1);
        assertThatThrownBy(() -> rules.check(
                        parse("{" + CALLBACK + ",'sector_identifier_uri':'https://a.example/'}"), Registrar.CLIENT))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void settingsOfOursAreKept() throws Exception {
        ClientRegistration registration = check(
                "{" + CALLBACK
                        + ",'first_party':true,'require_pkce':true,'flavour':'fixed','access_token_lifetime':60,'refresh_token_lifetime':3600}");

        ClientSettings settings = ClientSettings.of(registration.metadata());
        assertThat(settings.isFirstParty()).isTrue();
        assertThat(settings.requiresPkce()).isTrue();
        assertThat(settings.flavour()).isPresent();
        assertThat(settings.accessTokenLife())
                .hasValueSatisfying(life -> assertThat(life).isEqualTo(Duration.ofMinutes(1)));
        assertThat(settings.refreshTokenLife())
                .hasValueSatisfying(life -> assertThat(life).isEqualTo(Duration.ofHours(1)));
    }

    private ClientRegistration check(String members) throws Exception {
        return rules.check(parse(members), Registrar.ADMINISTRATOR);
    }

    private String refusal(String members) throws Exception {
        JSONObject parsed = parse(members);
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> rules.check(parsed, Registrar.ADMINISTRATOR));
        assertThat(refused).as(members).isNotNull();
        return refused.error().getCode() + " " + refused.error().getDescription();
    }

    private static JSONObject parse(String members) throws Exception {
        return JSONObjectUtils.parse(members.replace('\'', '"'));
    }
}
