package services.auth.oauth2.device;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import services.auth.clientaddress.ClientAddresses;
import services.auth.error.TooManyRequestsException;
import services.auth.session.BrowserSession;
import services.auth.throttling.Limit;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;

/** How often users may type in what no device shows: what others' devices show is not to be guessed (RFC 8628 section 5.1). */
@Singleton
class UserCodeLimit {

    /** Five for as long as a code lives: with eight letters out of twenty a chance below 2^-32. */
    private static final Limit OF_ACCOUNT = Limit.parse("device.account", "5/1h,20/1d");

    /** Accounts cost little, so that whoever has many of them is held up too. */
    private static final Limit OF_NETWORK = Limit.parse("device.network", "30/1h");

    private final Throttle throttle;
    private final ClientAddresses clientAddresses;

    UserCodeLimit(Throttle throttle, ClientAddresses clientAddresses) {
        this.throttle = throttle;
        this.clientAddresses = clientAddresses;
    }

    /**
     * Counts a code before it is looked up.
     *
     * @throws TooManyRequestsException after too many wrong ones
     */
    void count(BrowserSession browser, HttpRequest<?> http) {
        consume(OF_NETWORK, network(http));
        try {
            consume(OF_ACCOUNT, account(browser));
        } catch (TooManyRequestsException ofAccount) {
            throttle.giveBack(OF_NETWORK, network(http));
            throw ofAccount;
        }
    }

    /** The code that was counted is right. */
    void giveBack(BrowserSession browser, HttpRequest<?> http) {
        throttle.giveBack(OF_NETWORK, network(http));
        throttle.giveBack(OF_ACCOUNT, account(browser));
    }

    private void consume(Limit limit, String key) {
        if (throttle.tryConsume(limit, key) instanceof Outcome.Refused refused) {
            throw new TooManyRequestsException(refused.retryAfter());
        }
    }

    private static String account(BrowserSession browser) {
        return browser.userId().toString();
    }

    private String network(HttpRequest<?> http) {
        return clientAddresses.of(http).network();
    }
}
