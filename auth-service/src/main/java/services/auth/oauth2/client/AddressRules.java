package services.auth.oauth2.client;

import java.net.URI;
import java.util.Set;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.message.RefusedException;
import services.auth.outbound.OutboundClient;

/** To which addresses users are sent back, and which addresses this service calls. */
@Singleton
class AddressRules {

    private static final int MOST = 50;
    private static final int LONGEST = 2000;

    /** How a machine calls itself (RFC 8252 sections 7.3 and 8.3). */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final OutboundClient outbound;

    AddressRules(OutboundClient outbound) {
        this.outbound = outbound;
    }

    /** @throws RefusedException {@code invalid_redirect_uri} or {@code invalid_client_metadata} */
    void check(OIDCClientMetadata metadata) {
        checkRedirectUris(metadata);
        checkPostLogoutRedirectUris(metadata);
        checkCalled("jwks_uri", metadata.getJWKSetURI());
        checkCalled("backchannel_logout_uri", metadata.getBackChannelLogoutURI());
        for (URI uri : orEmpty(metadata.getRequestObjectURIs())) {
            checkCalled("request_uris", uri);
        }
        checkShown("client_uri", metadata.getURI());
        checkShown("logo_uri", metadata.getLogoURI());
        checkShown("policy_uri", metadata.getPolicyURI());
        checkShown("tos_uri", metadata.getTermsOfServiceURI());
        checkInitiateLoginUri(metadata.getInitiateLoginURI());
        metadata.getLogoURIEntries().values().forEach(uri -> checkShown("logo_uri", uri));
        metadata.getURIEntries().values().forEach(uri -> checkShown("client_uri", uri));
        metadata.getPolicyURIEntries().values().forEach(uri -> checkShown("policy_uri", uri));
        metadata.getTermsOfServiceURIEntries().values().forEach(uri -> checkShown("tos_uri", uri));
    }

    private static void checkRedirectUris(OIDCClientMetadata metadata) {
        Set<URI> uris = orEmpty(metadata.getRedirectionURIs());
        if (uris.isEmpty() && metadata.getGrantTypes().contains(GrantType.AUTHORIZATION_CODE)) {
            throw InvalidRegistration.redirectUri("must name at least one address for authorization_code");
        }
        if (uris.size() > MOST) {
            throw InvalidRegistration.redirectUri("must not be more than " + MOST);
        }
        for (URI uri : uris) {
            if (!isWritten(uri) || !mayReceiveCodes(uri, metadata)) {
                throw InvalidRegistration.redirectUri(
                        "must be https, http on 127.0.0.1, [::1] or localhost, or of application_type native with a scheme"
                                + " like com.example.app, each absolute and without a fragment");
            }
        }
    }

    private static boolean mayReceiveCodes(URI uri, OIDCClientMetadata metadata) {
        return switch (uri.getScheme()) {
            case "https" -> uri.getHost() != null;
            case "http" -> LOOPBACK.contains(String.valueOf(uri.getHost()));
            // RFC 8252 section 7.1: a domain name in reverse, so that no other app comes upon the same
            default ->
                metadata.getApplicationType() == ApplicationType.NATIVE
                        && uri.getScheme().contains(".");
        };
    }

    private static void checkPostLogoutRedirectUris(OIDCClientMetadata metadata) {
        Set<URI> uris = orEmpty(metadata.getPostLogoutRedirectionURIs());
        if (uris.size() > MOST) {
            throw InvalidRegistration.metadata("post_logout_redirect_uris", "must not be more than " + MOST);
        }
        for (URI uri : uris) {
            if (!isWritten(uri) || !mayReceiveCodes(uri, metadata)) {
                throw InvalidRegistration.metadata(
                        "post_logout_redirect_uris", "must be addresses as in redirect_uris");
            }
        }
    }

    private void checkCalled(String member, @Nullable URI uri) {
        if (uri != null && !(isWritten(uri) && outbound.accepts(uri))) {
            throw InvalidRegistration.metadata(
                    member,
                    "must be https, absolute, without a fragment, and at a public address; AUTH_SERVICE_OUTBOUND_ALLOW allows"
                            + " others, also by http");
        }
    }

    /** OpenID Connect Core 1.0 section 4: users are sent there, and nobody may read or change what they bring. */
    private static void checkInitiateLoginUri(@Nullable URI uri) {
        if (uri != null && !(isWritten(uri) && "https".equals(uri.getScheme()) && uri.getHost() != null)) {
            throw InvalidRegistration.metadata("initiate_login_uri", "must be https, absolute and without a fragment");
        }
    }

    private static void checkShown(String member, @Nullable URI uri) {
        if (uri != null
                && !(isWritten(uri)
                        && uri.getHost() != null
                        && Set.of("https", "http").contains(uri.getScheme()))) {
            throw InvalidRegistration.metadata(member, "must be the address of a web page");
        }
    }

    /** As it will be compared, character by character: absolute, of reasonable length, without what nobody needs. */
    private static boolean isWritten(URI uri) {
        String text = uri.toString();
        return uri.isAbsolute()
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && text.length() <= LONGEST
                && text.chars().allMatch(character -> character > ' ' && character < '\u007f');
    }

    private static Set<URI> orEmpty(@Nullable Set<URI> uris) {
        return uris == null ? Set.of() : uris;
    }
}
