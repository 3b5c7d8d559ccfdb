package services.auth.oauth2.discovery;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.micronaut.context.annotation.Value;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import services.auth.oauth2.claims.IdentityClaims;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.token.Secrets;

/** What this service tells clients of itself (RFC 8414 section 2, OpenID Connect Discovery 1.0 section 3). */
@Singleton
class ProviderMetadata {

    /** Of ID tokens, beside those about the user. */
    private static final List<String> TOKEN_CLAIMS =
            List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "sid");

    private static final int TAG_LENGTH = 32;

    private final String json;
    private final String tag;
    private final String issuerPath;

    ProviderMetadata(List<ProviderMetadataPart> parts, Router router, @Value("${auth-service.issuer}") String issuer) {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(
                new Issuer(issuer), List.of(SubjectType.PUBLIC), URI.create(issuer + Endpoint.JWK_SET));
        metadata.setScopes(Scope.parse(services.auth.token.Scope.IDENTITY.toString()));
        metadata.setClaimTypes(List.of(ClaimType.NORMAL));
        metadata.setClaims(Stream.concat(TOKEN_CLAIMS.stream(), IdentityClaims.NAMES.stream())
                .toList());
        Set<String> routes = router.uriRoutes()
                .map(route -> route.getUriMatchTemplate().toPathString())
                .collect(Collectors.toSet());
        Stream.of(Endpoint.values())
                .filter(endpoint -> routes.contains(endpoint.path()))
                .forEach(endpoint -> endpoint.describe(metadata, issuer));
        parts.forEach(part -> part.describe(metadata));
        this.json = metadata.toJSONObject().toJSONString();
        this.tag = '"' + Secrets.hash(json).substring(0, TAG_LENGTH) + '"';
        String path = URI.create(issuer).getPath();
        this.issuerPath = path == null ? "" : path.replaceFirst("/$", "");
    }

    String json() {
        return json;
    }

    /** Its entity tag (RFC 9110 section 8.8.3). */
    String tag() {
        return tag;
    }

    /** Whether that is the path of the issuer, as it follows the well-known one (RFC 8414 section 3.1). */
    boolean isOfIssuer(String path) {
        return issuerPath.equals("/" + path);
    }
}
