package services.auth.oauth2.registration;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import services.auth.error.TooManyRequestsException;
import services.auth.throttling.Limit;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;

/** How many clients may be registered from one network. */
@Context
class RegistrationLimit {

    private final Limit limit;
    private final Throttle throttle;

    RegistrationLimit(@Value("${auth-service.throttling.client-registration}") String setting, Throttle throttle) {
        this.limit = Limit.parse("client-registration", setting);
        this.throttle = throttle;
    }

    /** @throws TooManyRequestsException when there were too many */
    void check(String network) {
        if (throttle.tryConsume(limit, network) instanceof Outcome.Refused refused) {
            throw new TooManyRequestsException(refused.retryAfter());
        }
    }
}
