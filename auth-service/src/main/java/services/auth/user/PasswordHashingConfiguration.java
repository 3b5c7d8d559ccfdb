package services.auth.user;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106); the defaults meet OWASP and ASVS 5.0.
 *
 * @param memory KiB
 * @param threads how many hashes run at once; the number of processors when it is not set
 * @param queueSize how many wait at most before logins are shed with 503
 * @param longestWait fewer wait where that many would take longer
 * @param niceness by how much hashing gives way to everything else on the machine, see {@link Niceness}
 */
@Context
@ConfigurationProperties("auth-service.password-hashing")
record PasswordHashingConfiguration(
        int memory,
        int iterations,
        int parallelism,
        @Nullable Integer threads,
        int queueSize,
        Duration longestWait,
        int niceness) {

    int threadsOrProcessors() {
        Integer set = threads;
        return set == null ? Runtime.getRuntime().availableProcessors() : set;
    }
}
