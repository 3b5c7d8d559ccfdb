package services.auth.oauth2.device;

import java.net.URI;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.UserCode;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientAuthenticator;
import services.auth.oauth2.client.GrantedScope;
import services.auth.oauth2.code.DeviceCodes;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Scope;

/** Gives devices their codes (RFC 8628 sections 3.1 and 3.2). */
@Singleton
class DeviceAuthorizations {

    private final ClientAuthenticator clientAuthenticator;
    private final DeviceCodes deviceCodes;
    private final URI verificationUri;

    DeviceAuthorizations(
            ClientAuthenticator clientAuthenticator,
            DeviceCodes deviceCodes,
            @Value("${auth-service.issuer}") String issuer) {
        this.clientAuthenticator = clientAuthenticator;
        this.deviceCodes = deviceCodes;
        this.verificationUri = URI.create(issuer + "/device");
    }

    Response answer(HTTPRequest message) throws ParseException {
        DeviceAuthorizationRequest request = Reading.of(() -> DeviceAuthorizationRequest.parse(message));
        Client client = clientAuthenticator.require(request.getClientAuthentication(), request.getClientID());
        if (!client.mayUse(GrantType.DEVICE_CODE)) {
            throw new RefusedException(OAuth2Error.UNAUTHORIZED_CLIENT);
        }
        Scope scope = GrantedScope.of(client, request.getScope())
                .orElseThrow(() -> new RefusedException(OAuth2Error.INVALID_SCOPE));
        DeviceCodes.Issued issued = deviceCodes.issue(client.clientId(), scope);
        return new DeviceAuthorizationSuccessResponse(
                new DeviceCode(issued.deviceCode()),
                new UserCode(issued.userCode().toString()),
                verificationUri,
                URI.create(verificationUri + "?user_code=" + issued.userCode()),
                DeviceCodes.TIME_TO_LIVE.toSeconds(),
                DeviceCodes.INTERVAL.toSeconds(),
                null);
    }
}
