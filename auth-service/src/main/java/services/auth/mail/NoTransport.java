package services.auth.mail;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that mails go nowhere. They wait in the queue for an instance that can send them. */
@Context
@Requires(missingBeans = MailTransport.class)
class NoTransport {

    private static final Logger LOG = LoggerFactory.getLogger(NoTransport.class);

    @PostConstruct
    void warn() {
        LOG.warn("Mail is not configured and none is sent: set AUTH_SERVICE_MAIL_HOST and AUTH_SERVICE_MAIL_FROM, or"
                + " AUTH_SERVICE_MAIL_FOLDER");
    }
}
