package services.auth.oauth2.consent;

import java.util.Objects;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.Client;
import services.auth.page.RequestingClient;

/** How clients are shown to the users whom they ask for something. */
public final class RequestingClients {

    private RequestingClients() {}

    /**
     * As it calls itself in that language, or else in none (RFC 7591 section 2.2).
     *
     * @param language a language tag (RFC 5646)
     */
    public static RequestingClient of(Client client, String language) {
        OIDCClientMetadata metadata = client.metadata();
        LangTag tag = tag(language);
        return new RequestingClient(
                Objects.requireNonNullElse(first(metadata.getName(tag), metadata.getName()), client.clientId()),
                first(metadata.getURI(tag), metadata.getURI()),
                first(metadata.getLogoURI(tag), metadata.getLogoURI()),
                first(metadata.getPolicyURI(tag), metadata.getPolicyURI()),
                first(metadata.getTermsOfServiceURI(tag), metadata.getTermsOfServiceURI()));
    }

    private static <T> @Nullable T first(@Nullable T inLanguage, @Nullable T inNone) {
        return inLanguage == null ? inNone : inLanguage;
    }

    private static LangTag tag(String language) {
        try {
            return new LangTag(language);
        } catch (LangTagException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
