package services.auth.onetimecode;

import java.util.Map;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import services.auth.mail.MailLocale;
import services.auth.mail.MailQueue;
import services.auth.throttling.Throttle;
import services.auth.user.Users;

/** Leaks as others do: looks up whether there is an account, and does nothing where there is none. */
@Singleton
@Replaces(CodeMails.class)
@Requires(property = "test.leak", value = "mail")
class LeakyCodeMails extends CodeMails {

    private final Users users;

    LeakyCodeMails(MailQueue queue, CodeLimits limits, Throttle throttle, Users users) {
        super(queue, limits, throttle);
        this.users = users;
    }

    @Override
    public void ask(String kind, String recipient, MailLocale locale, Map<String, String> parameters) {
        if (users.findByLogin(recipient).isPresent()) {
            super.ask(kind, recipient, locale, parameters);
        }
    }
}
