package services.auth.oauth2.request;

import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.session.BrowserSessions;

/** What an authorization request may ask for. */
@Singleton
class RequestMetadata implements ProviderMetadataPart {

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.copyOf(AuthorizationRequestChecks.RESPONSE_MODES));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setPromptTypes(List.of(
                Prompt.Type.NONE,
                Prompt.Type.LOGIN,
                Prompt.Type.CONSENT,
                Prompt.Type.SELECT_ACCOUNT,
                Prompt.Type.CREATE));
        metadata.setACRs(List.of(new ACR(BrowserSessions.PASSWORD_ACR)));
        metadata.setUILocales(List.of(language("en"), language("ru")));
        metadata.setSupportsClaimsParams(true);
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setSupportsRequestParam(true);
        metadata.setRequestObjectJWSAlgs(
                Stream.concat(RequestObjects.ALGORITHMS.stream(), Stream.of(new JWSAlgorithm(Algorithm.NONE.getName())))
                        .toList());
        metadata.setSupportsRequestURIParam(true);
        metadata.setRequiresRequestURIRegistration(true);
    }

    private static LangTag language(String tag) {
        try {
            return LangTag.parse(tag);
        } catch (LangTagException e) {
            throw new IllegalStateException(e);
        }
    }
}
