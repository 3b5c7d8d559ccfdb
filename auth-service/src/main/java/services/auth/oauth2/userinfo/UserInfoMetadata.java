package services.auth.oauth2.userinfo;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.token.JwtIssuer;

/** How userinfo is signed for clients that ask for that. */
@Singleton
class UserInfoMetadata implements ProviderMetadataPart {

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        metadata.setUserInfoJWSAlgs(JwtIssuer.ALGORITHMS);
    }
}
