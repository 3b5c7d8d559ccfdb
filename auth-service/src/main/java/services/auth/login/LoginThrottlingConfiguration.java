package services.auth.login;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param attempts how many attempts there may be from one address, and once more from the known devices of one user
 * @param failures how many failed ones from one address against one name, and from one known device
 * @param knownDevice how long a device stays known that logged in
 * @param knownAddress how long an address stays known from which somebody logged in
 */
@Context
@ConfigurationProperties("auth-service.throttling.login")
record LoginThrottlingConfiguration(String attempts, String failures, Duration knownDevice, Duration knownAddress) {

    /**
     * For failed attempts against one name from unknown devices.
     *
     * @param free how many there may be before each next one has to wait
     * @param first how long it has to wait at first
     * @param longest and in the end
     */
    @Context
    @ConfigurationProperties("delay")
    record Delay(int free, Duration first, Duration longest) {}

    LoginThrottlingConfiguration {
        if (knownDevice.isNegative() || knownAddress.isNegative()) {
            throw new StartException("AUTH_SERVICE_THROTTLING_LOGIN_KNOWN_DEVICE and ..._KNOWN_ADDRESS must not be"
                    + " negative, for example 180d and 30d");
        }
    }
}
