package services.resource;

import java.security.SecureRandom;
import java.time.Clock;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Where time and randomness come from. */
@Factory
final class Sources {

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
