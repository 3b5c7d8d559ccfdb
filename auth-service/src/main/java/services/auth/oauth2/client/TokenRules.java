package services.auth.oauth2.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.RefreshTokenConfiguration;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.Flavour;
import services.auth.token.JwtIssuer;

/** What the tokens of a client are like, and what else it is told. */
@Singleton
class TokenRules {

    private static final int MAX_DESCRIPTION = 200;
    private static final String BACKCHANNEL_SESSION = "backchannel_logout_session_required";

    private final Duration longestAccessTokenLife;
    private final Duration longestRefreshTokenLife;

    TokenRules(AccessTokenConfiguration accessToken, RefreshTokenConfiguration refreshToken) {
        this.longestAccessTokenLife = accessToken.timeToLive();
        this.longestRefreshTokenLife = refreshToken.maximumLifetime();
    }

    /** @throws RefusedException {@code invalid_client_metadata} */
    void check(OIDCClientMetadata metadata) {
        if (metadata.getSubjectType() != null && metadata.getSubjectType() != SubjectType.PUBLIC) {
            throw InvalidRegistration.metadata("subject_type", "must be public");
        }
        checkAlgorithm("id_token_signed_response_alg", metadata.getIDTokenJWSAlg());
        checkAlgorithm("userinfo_signed_response_alg", metadata.getUserInfoJWSAlg());
        checkRequestObjects(metadata);
        checkBinding(metadata);
        checkTexts(metadata);
        checkSettings(metadata);
        if (metadata.getCustomField(BACKCHANNEL_SESSION) != null) {
            // where there is an address it is no custom field
            throw InvalidRegistration.metadata(BACKCHANNEL_SESSION, "must have a backchannel_logout_uri beside it");
        }
        if (metadata.getDefaultMaxAge() < -1) {
            throw InvalidRegistration.metadata("default_max_age", "must be a number of seconds");
        }
    }

    private static void checkAlgorithm(String member, @Nullable JWSAlgorithm algorithm) {
        if (algorithm != null && !JwtIssuer.ALGORITHMS.contains(algorithm)) {
            throw InvalidRegistration.metadata(member, "must be one of " + JwtIssuer.ALGORITHMS);
        }
    }

    private static void checkRequestObjects(OIDCClientMetadata metadata) {
        checkAlgorithm("request_object_signing_alg", metadata.getRequestObjectJWSAlg());
        boolean hasKeys = metadata.getJWKSet() != null || metadata.getJWKSetURI() != null;
        if (metadata.getRequestObjectJWSAlg() != null && !hasKeys) {
            throw InvalidRegistration.metadata("request_object_signing_alg", "must have jwks or jwks_uri beside it");
        }
        if (ClientSettings.of(metadata).requiresSignedRequests() && !hasKeys) {
            throw InvalidRegistration.metadata(
                    ClientSettings.REQUIRE_SIGNED_REQUESTS, "must have jwks or jwks_uri beside it");
        }
    }

    private static void checkBinding(OIDCClientMetadata metadata) {
        if (metadata.getDPoPBoundAccessTokens() && metadata.getTLSClientCertificateBoundAccessTokens()) {
            throw InvalidRegistration.metadata(
                    "dpop_bound_access_tokens", "must not be true beside tls_client_certificate_bound_access_tokens");
        }
    }

    private static void checkTexts(OIDCClientMetadata metadata) {
        Stream<String> texts = Stream.of(
                        metadata.getNameEntries().values().stream(),
                        orEmpty(metadata.getEmailContacts()).stream(),
                        Stream.ofNullable(metadata.getSoftwareID()).map(Object::toString),
                        Stream.ofNullable(metadata.getSoftwareVersion()).map(Object::toString))
                .flatMap(some -> some);
        if (!texts.filter(Objects::nonNull).allMatch(TokenRules::canBeShown)) {
            throw InvalidRegistration.metadata(
                    "client_name",
                    "and contacts, software_id, software_version must have at most " + MAX_DESCRIPTION
                            + " characters and no control characters");
        }
    }

    private static boolean canBeShown(String text) {
        return text.length() <= MAX_DESCRIPTION && text.chars().noneMatch(Character::isISOControl);
    }

    private static List<String> orEmpty(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    private void checkSettings(OIDCClientMetadata metadata) {
        for (String member : List.of(
                ClientSettings.FIRST_PARTY, ClientSettings.REQUIRE_PKCE, ClientSettings.REQUIRE_SIGNED_REQUESTS)) {
            Object value = metadata.getCustomField(member);
            if (value != null && !(value instanceof Boolean)) {
                throw InvalidRegistration.metadata(member, "must be true or false");
            }
        }
        Object flavour = metadata.getCustomField(ClientSettings.FLAVOUR);
        if (flavour != null && Flavour.find(flavour.toString()).isEmpty()) {
            throw InvalidRegistration.metadata(ClientSettings.FLAVOUR, "must be sliding, fixed or single_use");
        }
        checkLife(metadata, ClientSettings.ACCESS_TOKEN_LIFETIME, longestAccessTokenLife);
        checkLife(metadata, ClientSettings.REFRESH_TOKEN_LIFETIME, longestRefreshTokenLife);
    }

    private static void checkLife(OIDCClientMetadata metadata, String member, Duration longest) {
        Object life = metadata.getCustomField(member);
        if (life != null && !isWithin(life, longest)) {
            throw InvalidRegistration.metadata(
                    member,
                    "must be a number of seconds from 1 to " + longest.toSeconds() + ", the service's own maximum");
        }
    }

    private static boolean isWithin(Object life, Duration longest) {
        boolean isWhole = life instanceof Integer || life instanceof Long;
        return isWhole && ((Number) life).longValue() >= 1 && ((Number) life).longValue() <= longest.toSeconds();
    }
}
