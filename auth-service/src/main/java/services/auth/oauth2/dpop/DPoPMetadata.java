package services.auth.oauth2.dpop;

import java.util.List;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.message.ProviderMetadataPart;

/** How DPoP proofs may be signed (RFC 9449 section 5.1). */
@Singleton
class DPoPMetadata implements ProviderMetadataPart {

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        metadata.setDPoPJWSAlgs(List.copyOf(DPoPProofReader.ALGORITHMS));
    }
}
