package services.auth.onetimecode;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.throttling.Limit;

/** How often codes may be tried and asked for, as it is set. */
@Context
class CodeLimits {

    private final Limit tries;
    private final Limit mails;

    CodeLimits(CodeThrottlingConfiguration configuration) {
        this.tries = Limit.parse("code.tries", configuration.tries());
        this.mails = Limit.parse("code.mails", configuration.mails());
    }

    /**
     * @param tries wrong codes for one address, whichever code they are meant for
     * @param mails mails to one address
     */
    @Context
    @ConfigurationProperties("auth-service.throttling.code")
    record CodeThrottlingConfiguration(String tries, String mails) {}

    Limit tries() {
        return tries;
    }

    Limit mails() {
        return mails;
    }
}
