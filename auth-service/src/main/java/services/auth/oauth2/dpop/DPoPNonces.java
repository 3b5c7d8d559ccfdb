package services.auth.oauth2.dpop;

import java.time.Clock;
import java.util.stream.LongStream;

import jakarta.inject.Singleton;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;
import services.auth.token.Secrets;

/**
 * The nonces that limit how long ahead a proof can be made (RFC 9449 section 8): each is the keyed hash of a span of time, so that all
 * instances know it and none remembers any.
 */
@Singleton
public class DPoPNonces {

    private final KeyedHash hash;
    private final DPoPConfiguration configuration;
    private final Clock clock;

    DPoPNonces(KeyedHashes hashes, DPoPConfiguration configuration, Clock clock) {
        this.hash = hashes.forPurpose("dpop-nonce");
        this.configuration = configuration;
        this.clock = clock;
    }

    public boolean areRequired() {
        return configuration.nonceRequired();
    }

    /** The one to use from now on. */
    public String current() {
        return of(span());
    }

    /** That of the span before is good too, and that of the next one, which an instance may give whose clock is ahead. */
    boolean isGood(String nonce) {
        long span = span();
        return LongStream.rangeClosed(span - 1, span + 1)
                .mapToObj(this::of)
                .anyMatch(good -> Secrets.areEqual(good, nonce));
    }

    private String of(long span) {
        return hash.of(Long.toString(span));
    }

    private long span() {
        return clock.millis() / configuration.nonceTimeToLive().toMillis();
    }
}
