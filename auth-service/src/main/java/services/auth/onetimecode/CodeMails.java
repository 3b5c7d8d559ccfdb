package services.auth.onetimecode;

import java.util.Map;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.mail.MailLocale;
import services.auth.mail.MailQueue;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;
import services.auth.user.Names;

/** Asks for mails with codes, for each recipient only so often: nobody's mailbox is filled from here. */
@Singleton
public class CodeMails {

    private static final Logger LOG = LoggerFactory.getLogger(CodeMails.class);

    private final MailQueue queue;
    private final CodeLimits limits;
    private final Throttle throttle;

    CodeMails(MailQueue queue, CodeLimits limits, Throttle throttle) {
        this.queue = queue;
        this.limits = limits;
        this.throttle = throttle;
    }

    /**
     * Asks for a mail, see {@link MailQueue#add}. Whether it is one too many is told to nobody: it is the same for every address,
     * whether or not somebody has it.
     */
    public void ask(String kind, String recipient, MailLocale locale, Map<String, String> parameters) {
        if (throttle.tryConsume(limits.mails(), Names.key(recipient)) instanceof Outcome.Refused) {
            LOG.info("A mail of kind {} is not sent: its recipient has got too many", kind);
            return;
        }
        queue.add(kind, recipient, locale, parameters);
    }
}
