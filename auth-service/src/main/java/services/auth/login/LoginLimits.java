package services.auth.login;

import io.micronaut.context.annotation.Context;
import services.auth.throttling.Limit;

/** The limits of logins, as they are set. */
@Context
class LoginLimits {

    private final Limit attempts;
    private final Limit failures;
    private final Limit delay;

    LoginLimits(LoginThrottlingConfiguration configuration, LoginThrottlingConfiguration.Delay delay) {
        this.attempts = Limit.parse("login.attempts", configuration.attempts());
        this.failures = Limit.parse("login.failures", configuration.failures());
        this.delay = Limit.growingDelay("login.delay", delay.free(), delay.first(), delay.longest());
    }

    /** All attempts of one address. */
    Limit attempts() {
        return attempts;
    }

    /** Failed attempts of one address against one name, or of one known device. */
    Limit failures() {
        return failures;
    }

    /** Failed attempts against one name from wherever it is not known. */
    Limit delay() {
        return delay;
    }
}
