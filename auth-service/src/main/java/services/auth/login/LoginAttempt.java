package services.auth.login;

import org.jspecify.annotations.Nullable;
import services.auth.clientaddress.ClientAddress;

/**
 * Somebody says to be a user.
 *
 * @param username the username or the e-mail address, as typed
 * @param address from where
 * @param deviceCookie what the browser keeps from earlier logins, see {@link DeviceCookies}; anybody may have made it up
 */
record LoginAttempt(
        String username,
        String password,
        ClientAddress address,
        @Nullable String deviceCookie) {

    @Override
    public String toString() {
        return "LoginAttempt[" + address + "]";
    }
}
