package services.auth.oauth2.grant;

import com.nimbusds.oauth2.sdk.GrantType;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientSettings;
import services.auth.session.TokenTerms;
import services.auth.token.Flavour;

/** What the tokens of a client are like, by what is registered of it. */
final class ClientTerms {

    private ClientTerms() {}

    static TokenTerms of(Client client) {
        ClientSettings settings = client.settings();
        return new TokenTerms(
                // what a client library knows of a token's life is expires_in (RFC 6749 section 5.1)
                settings.flavour().orElse(Flavour.FIXED),
                settings.accessTokenLife(),
                settings.refreshTokenLife(),
                client.mayUse(GrantType.REFRESH_TOKEN));
    }
}
