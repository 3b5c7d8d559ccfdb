package services.auth.oauth2.backchannellogout;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.LoggerFactory;
import services.auth.outbox.OutboxMeters;

/**
 * What became of logout tokens, in the log and as metrics: {@code auth.backchannel.logout.waiting}, {@code .sent}, {@code .failed}
 * (attempts) and {@code .given.up}.
 */
@Singleton
class LogoutMeters extends OutboxMeters {

    LogoutMeters(MeterRegistry meters) {
        super(meters, "auth.backchannel.logout", LoggerFactory.getLogger(LogoutMeters.class));
    }
}
