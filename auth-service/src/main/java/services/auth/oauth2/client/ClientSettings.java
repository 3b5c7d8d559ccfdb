package services.auth.oauth2.client;

import java.time.Duration;
import java.util.Optional;

import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import org.jspecify.annotations.Nullable;
import services.auth.token.Flavour;

/**
 * What is registered of a client beside the metadata of the standards, as further members of the same JSON object.
 *
 * @param isFirstParty {@code first_party}: nobody is asked whether it may act for them
 * @param requiresPkce {@code require_pkce}: of public clients it is demanded in any case (RFC 9700 section 2.1.1)
 * @param requiresSignedRequests {@code require_signed_request_object}: it asks by signed request objects alone (RFC 9101 section 10.5)
 * @param flavour {@code flavour} of its access tokens; the service's own when absent
 * @param accessTokenLife {@code access_token_lifetime}, seconds; the service's own when absent
 * @param refreshTokenLife {@code refresh_token_lifetime}, seconds; the service's own when absent
 */
public record ClientSettings(
        boolean isFirstParty,
        boolean requiresPkce,
        boolean requiresSignedRequests,
        Optional<Flavour> flavour,
        Optional<Duration> accessTokenLife,
        Optional<Duration> refreshTokenLife) {

    static final String FIRST_PARTY = "first_party";
    static final String REQUIRE_PKCE = "require_pkce";
    static final String REQUIRE_SIGNED_REQUESTS = "require_signed_request_object";
    static final String FLAVOUR = "flavour";
    static final String ACCESS_TOKEN_LIFETIME = "access_token_lifetime";
    static final String REFRESH_TOKEN_LIFETIME = "refresh_token_lifetime";

    static ClientSettings of(OIDCClientMetadata metadata) {
        return new ClientSettings(
                isTrue(metadata.getCustomField(FIRST_PARTY)),
                isTrue(metadata.getCustomField(REQUIRE_PKCE)),
                isTrue(metadata.getCustomField(REQUIRE_SIGNED_REQUESTS)),
                Optional.ofNullable(metadata.getCustomField(FLAVOUR))
                        .map(Object::toString)
                        .flatMap(Flavour::find),
                seconds(metadata.getCustomField(ACCESS_TOKEN_LIFETIME)),
                seconds(metadata.getCustomField(REFRESH_TOKEN_LIFETIME)));
    }

    private static boolean isTrue(@Nullable Object member) {
        return Boolean.TRUE.equals(member);
    }

    private static Optional<Duration> seconds(@Nullable Object member) {
        return member instanceof Number number ? Optional.of(Duration.ofSeconds(number.longValue())) : Optional.empty();
    }
}
