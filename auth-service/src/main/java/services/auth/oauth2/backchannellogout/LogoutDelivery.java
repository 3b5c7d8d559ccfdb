package services.auth.oauth2.backchannellogout;

import java.net.URI;
import java.util.Optional;

import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpStatus;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.outbound.OutboundAnswer;
import services.auth.outbound.OutboundClient;
import services.auth.outbox.Deliverer;
import services.auth.schema.Schema;

/** Tells clients what is in the queue. No transaction is open meanwhile. */
@Context
class LogoutDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutDelivery.class);

    private static final int AT_ONCE = 16;

    private final LogoutQueue queue;
    private final Clients clients;
    private final LogoutTokens tokens;
    private final OutboundClient client;
    private final LogoutMeters meters;
    private final Deliverer<QueuedLogout> deliverer;
    private final ClientsBeingTold beingTold = new ClientsBeingTold();

    LogoutDelivery(
            LogoutQueue queue,
            Clients clients,
            LogoutTokens tokens,
            OutboundClient client,
            LogoutMeters meters,
            @SuppressWarnings("unused") Schema migrated) {
        this.queue = queue;
        this.clients = clients;
        this.tokens = tokens;
        this.client = client;
        this.meters = meters;
        this.deliverer = new Deliverer<>("Logout tokens", queue.news(), AT_ONCE, this::claim, this::send, LOG);
    }

    @PostConstruct
    void start() {
        deliverer.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        deliverer.stop();
    }

    private Optional<QueuedLogout> claim() {
        Optional<QueuedLogout> claimed = queue.claim(beingTold.busy());
        claimed.map(QueuedLogout::clientId).ifPresent(beingTold::begin);
        return claimed;
    }

    private void send(QueuedLogout logout) {
        try {
            sendToClient(logout);
        } finally {
            if (beingTold.end(logout.clientId())) {
                // there may be more for it
                queue.news().tell();
            }
        }
    }

    /** To the address that the client has now; a client that has none any more is not told. */
    private void sendToClient(QueuedLogout logout) {
        Optional<Client> known = clients.find(logout.clientId());
        URI address =
                known.map(client -> client.metadata().getBackChannelLogoutURI()).orElse(null);
        if (known.isEmpty() || address == null) {
            queue.remove(logout);
        } else {
            send(logout, address, tokens.issue(logout, known.get()));
        }
    }

    private void send(QueuedLogout logout, URI address, String token) {
        switch (client.postForm(address, "logout_token=" + token)) {
            case OutboundAnswer.Answered answered -> conclude(logout, answered);
            case OutboundAnswer.Failed failed -> retryLater(logout, failed.reason());
            case OutboundAnswer.Refused refused -> giveUp(logout, refused.reason());
        }
    }

    private void conclude(QueuedLogout logout, OutboundAnswer.Answered answered) {
        String reason = "the client answered " + answered.status();
        if (answered.isSuccess()) {
            queue.remove(logout);
            meters.sent(logout);
        } else if (isForGood(answered.status())) {
            giveUp(logout, reason);
        } else {
            retryLater(logout, reason);
        }
    }

    /** Section 2.8: 400 says that the token is not good, and the next one would be no better. */
    private static boolean isForGood(int status) {
        return status < HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                && status != HttpStatus.REQUEST_TIMEOUT.getCode()
                && status != HttpStatus.TOO_MANY_REQUESTS.getCode();
    }

    private void giveUp(QueuedLogout logout, String reason) {
        queue.remove(logout);
        meters.gaveUp(logout, reason);
    }

    private void retryLater(QueuedLogout logout, String reason) {
        queue.retryLater(logout);
        meters.failed(logout, reason);
    }
}
