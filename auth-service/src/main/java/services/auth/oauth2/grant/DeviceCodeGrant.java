package services.auth.oauth2.grant;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.oauth2.code.DeviceCodes;
import services.auth.oauth2.code.DeviceRequest;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Confirmation;
import services.auth.token.Secrets;

/** The device authorization grant (RFC 8628 section 3.4): a device asks again and again until its user has answered. */
@Singleton
class DeviceCodeGrant implements Grant {

    private final DeviceCodes deviceCodes;
    private final CodeExchange exchange;
    private final TokenAnswers answers;

    DeviceCodeGrant(DeviceCodes deviceCodes, CodeExchange exchange, TokenAnswers answers) {
        this.deviceCodes = deviceCodes;
        this.exchange = exchange;
        this.answers = answers;
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public TokenResponse grant(TokenRequest request, Client client, Confirmation confirmation) {
        com.nimbusds.oauth2.sdk.device.DeviceCodeGrant presented =
                (com.nimbusds.oauth2.sdk.device.DeviceCodeGrant) request.getAuthorizationGrant();
        String deviceCode = presented.getDeviceCode().getValue();
        DeviceRequest asked = deviceCodes
                .find(deviceCode)
                .filter(known -> known.clientId().equals(client.clientId()))
                .orElseThrow(() -> new RefusedException(OAuth2Error.INVALID_GRANT));
        AuthorizationGrant granted = requireAnswer(asked, deviceCode);
        return answers.of(client, exchange.exchange(granted, client, Secrets.hash(deviceCode), confirmation), null);
    }

    /** RFC 8628 section 3.5. */
    private AuthorizationGrant requireAnswer(DeviceRequest asked, String deviceCode) {
        if (asked.isDenied()) {
            // of a user's no, not of a client that may not ask
            throw new RefusedException(OAuth2Error.ACCESS_DENIED.setHTTPStatusCode(HTTPResponse.SC_BAD_REQUEST));
        }
        if (deviceCodes.isOver(asked)) {
            exchange.endUsed(Secrets.hash(deviceCode));
            throw new RefusedException(DeviceAuthorizationGrantError.EXPIRED_TOKEN);
        }
        if (asked.granted() != null) {
            return asked.granted();
        }
        throw new RefusedException(
                deviceCodes.isTooSoon(deviceCode)
                        ? DeviceAuthorizationGrantError.SLOW_DOWN
                        : DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
    }
}
