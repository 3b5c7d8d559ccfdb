package services.auth.oauth2.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.UnavailableException;
import services.auth.outbound.OutboundAnswer;
import services.auth.outbound.OutboundClient;

/**
 * The keys that clients show at an address of theirs, in memory. An address is asked at most once in an interval, whatever it
 * answers: requests with invented keys, or with somebody else's {@code client_id}, make no flood of it.
 */
@Singleton
class RemoteKeys {

    /** For so long they are taken as they are: a client that withdraws a key waits that long. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final int MAX_ADDRESSES = 1000;
    private static final int MAX_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final Cache<URI, Shown> addresses =
            Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();
    private final OutboundClient outbound;
    private final Clock clock;

    RemoteKeys(OutboundClient outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /**
     * Those that an address shows, or showed a while ago.
     *
     * @throws UnavailableException when it does not show any now
     */
    JWKSet find(URI address) {
        return addresses.get(address, Shown::new).keys(KEPT);
    }

    /** Those that it shows now, if it was not asked just before; see {@link #find}. */
    JWKSet findNewer(URI address) {
        return addresses.get(address, Shown::new).keys(INTERVAL);
    }

    /** What one address showed when it was last asked. Whoever asks meanwhile waits for the answer. */
    private final class Shown {

        private final URI address;
        private Instant askedAt = Instant.MIN;
        private @Nullable JWKSet keys;

        Shown(URI address) {
            this.address = address;
        }

        synchronized JWKSet keys(Duration maxAge) {
            Instant now = clock.instant();
            Duration good = keys == null ? INTERVAL : maxAge;
            if (askedAt.isBefore(now.minus(good))) {
                ask();
                askedAt = now;
            }
            if (keys == null) {
                throw new UnavailableException(address.getHost() + " shows no keys");
            }
            return keys;
        }

        private void ask() {
            switch (outbound.get(address, MAX_BYTES)) {
                case OutboundAnswer.Answered answered -> read(answered);
                case OutboundAnswer.Refused refused -> {
                    // an address that may not be asked any more proves nobody
                    keys = new JWKSet();
                    LOG.warn("No keys from {}: {}", address, refused.reason());
                }
                case OutboundAnswer.Failed failed -> LOG.warn("No keys from {}: {}", address, failed.reason());
            }
        }

        private void read(OutboundAnswer.Answered answered) {
            try {
                if (answered.isSuccess()) {
                    keys = JWKSet.parse(new String(answered.body(), StandardCharsets.UTF_8))
                            .toPublicJWKSet();
                    return;
                }
            } catch (ParseException malformed) {
                // told below
            }
            LOG.warn("No keys from {}: no JWK Set, status {}", address, answered.status());
        }
    }
}
