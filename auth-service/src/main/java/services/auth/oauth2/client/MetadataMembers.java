package services.auth.oauth2.client;

import java.util.Map;
import java.util.Set;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.message.RefusedException;

/** Which members a registration may have, and the metadata that they make. */
final class MetadataMembers {

    /** Those that may have a language tag behind their name (RFC 7591 section 2.2). */
    private static final Set<String> TRANSLATED =
            Set.of("client_name", "logo_uri", "client_uri", "policy_uri", "tos_uri");

    private static final Set<String> UNDERSTOOD = Set.of(
            "redirect_uris",
            "response_types",
            "grant_types",
            "application_type",
            "contacts",
            "scope",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "tls_client_auth_subject_dn",
            "tls_client_auth_san_dns",
            "tls_client_auth_san_uri",
            "tls_client_auth_san_ip",
            "tls_client_auth_san_email",
            "jwks",
            "jwks_uri",
            "subject_type",
            "id_token_signed_response_alg",
            "userinfo_signed_response_alg",
            "request_object_signing_alg",
            "request_uris",
            "require_pushed_authorization_requests",
            "dpop_bound_access_tokens",
            "tls_client_certificate_bound_access_tokens",
            "default_max_age",
            "require_auth_time",
            "default_acr_values",
            "initiate_login_uri",
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "software_id",
            "software_version",
            ClientSettings.REQUIRE_PKCE,
            ClientSettings.REQUIRE_SIGNED_REQUESTS,
            ClientSettings.ACCESS_TOKEN_LIFETIME,
            ClientSettings.REFRESH_TOKEN_LIFETIME);

    private static final Set<String> FOR_ADMINISTRATORS = Set.of(ClientSettings.FIRST_PARTY, ClientSettings.FLAVOUR);

    /** Whoever asks for these would not get what they rely on. */
    private static final Set<String> NOT_OFFERED = Set.of(
            "sector_identifier_uri",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            "authorization_details_types",
            "backchannel_token_delivery_mode",
            "signed_jwks_uri");

    private MetadataMembers() {}

    /**
     * Reads the metadata out of the members that are understood.
     *
     * @throws RefusedException when there is one that is not, and the registrar is to be told
     */
    static OIDCClientMetadata read(JSONObject members, Registrar registrar) {
        JSONObject understood = new JSONObject();
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            String name = member.getKey();
            if (NOT_OFFERED.contains(name)) {
                throw InvalidRegistration.metadata(name, "asks for what this service does not offer");
            }
            if (isTranslated(name) && member.getValue() != null && !(member.getValue() instanceof String)) {
                throw InvalidRegistration.metadata(name, "must be a text");
            }
            // RFC 7591 section 2: null is as good as absent
            if (member.getValue() != null && isUnderstood(name, registrar)) {
                understood.put(name, member.getValue());
            }
        }
        try {
            OIDCClientMetadata metadata = OIDCClientMetadata.parse(understood);
            // what can be read may be such as cannot be written, a number beyond all bounds, or not be read again, a
            // text of control characters
            OIDCClientMetadata unused = OIDCClientMetadata.parse(metadata.toJSONObject(true));
            return metadata;
        } catch (ParseException malformed) {
            ErrorObject named = malformed.getErrorObject();
            throw named == null ? unreadable(malformed) : new RefusedException(named);
        } catch (IllegalArgumentException malformed) {
            throw unreadable(malformed);
        }
    }

    private static RefusedException unreadable(Exception malformed) {
        return InvalidRegistration.metadata("The metadata", "cannot be read: " + malformed.getMessage());
    }

    private static boolean isTranslated(String name) {
        int tag = name.indexOf('#');
        return TRANSLATED.contains(tag < 0 ? name : name.substring(0, tag));
    }

    private static boolean isUnderstood(String name, Registrar registrar) {
        if (UNDERSTOOD.contains(name) || isTranslated(name)) {
            return true;
        }
        return switch (registrar) {
            case CLIENT -> false;
            case ADMINISTRATOR -> {
                if (!FOR_ADMINISTRATORS.contains(name)) {
                    throw InvalidRegistration.metadata(name, "is no member that is known");
                }
                yield true;
            }
        };
    }
}
