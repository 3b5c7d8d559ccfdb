package services.auth.oauth2.grant;

import java.util.List;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.token.JwtIssuer;

/** Which grants there are, to what their access tokens may be bound, and how their ID tokens are signed. */
@Singleton
class GrantTypes implements ProviderMetadataPart {

    private final List<Grant> grants;

    GrantTypes(List<Grant> grants) {
        this.grants = grants;
    }

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        metadata.setGrantTypes(grants.stream().map(Grant::type).toList());
        metadata.setIDTokenJWSAlgs(JwtIssuer.ALGORITHMS);
    }
}
