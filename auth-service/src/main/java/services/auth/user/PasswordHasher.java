package services.auth.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Constants;
import de.mkammerer.argon2.Argon2Factory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;

/**
 * Argon2id password hashes (RFC 9106) in their usual encoding, which names the parameters and the salt of each. Hashing runs
 * on a small pool of its own, whose threads give way to all others, and whose queue is bounded: a storm of logins is shed and slows
 * nothing else.
 */
@Singleton
public class PasswordHasher {

    private static final Pattern ARGON2 =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9]\\d{0,6}),t=([1-9]\\d?),p=[1-9]\\d?"
                    + "\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{21,86}");

    /** How much memory a hash from elsewhere may pass over, in KiB. */
    private static final long BEARABLE = 1024 * 1024;

    private final Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);
    private final PasswordHashingConfiguration configuration;
    private final HashingQueue queue;
    private final ThreadPoolExecutor pool;
    private final Counter shed;
    private final String hashOfNobody;

    PasswordHasher(PasswordHashingConfiguration configuration, MeterRegistry meters) {
        this.configuration = configuration;
        int threads = configuration.threadsOrProcessors();
        this.queue = new HashingQueue(threads, configuration.queueSize(), configuration.longestWait());
        ThreadFactory factory =
                Thread.ofPlatform().name("password-hashing-", 0).daemon().factory();
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                // as long as all who entered the other queue
                new ArrayBlockingQueue<>(threads + configuration.queueSize()),
                task -> factory.newThread(() -> {
                    Niceness.addToThisThread(configuration.niceness());
                    task.run();
                }));
        ExecutorServiceMetrics.monitor(meters, pool, "password-hashing");
        meters.gauge("auth.password.hashing.entered", queue, HashingQueue::entered);
        this.shed = meters.counter("auth.password.hashing.shed");
        this.hashOfNobody = hashOfNobody(configuration);
    }

    /**
     * Room for one password after the other to be hashed: whoever has it is not shed any more. Whoever looks something up for a password
     * takes it before that: so those who are shed cost little, and are shed whatever there is to find.
     */
    public final class Place implements AutoCloseable {

        private Place() {}

        /** Hashes a password with a salt of its own. */
        public String hash(String password) {
            return run(() -> withBytes(
                    password,
                    bytes -> argon2.hash(
                            configuration.iterations(), configuration.memory(), configuration.parallelism(), bytes)));
        }

        /** Whether it is the password of the hash; an empty hash has none, and takes as long as a new one. */
        public boolean verify(String hash, String password) {
            String looked = hash.isEmpty() ? hashOfNobody : hash;
            boolean matches = run(() -> ForeignHash.parse(looked)
                    .map(foreign -> foreign.isOf(password))
                    .orElseGet(() -> withBytes(password, bytes -> argon2.verify(looked, bytes))));
            return matches && !hash.isEmpty();
        }

        @Override
        public void close() {
            queue.leave();
        }
    }

    /** @throws UnavailableException when too many wait already */
    public Place reserve() {
        if (!queue.tryEnter()) {
            throw shed();
        }
        return new Place();
    }

    /**
     * Fails where {@link #reserve} would, for whoever has yet to read what the password stands in.
     *
     * @throws UnavailableException when too many wait already
     */
    public void checkRoom() {
        if (queue.isFull()) {
            throw shed();
        }
    }

    /** Nothing was hashed for it: how long one looks at it is told by its parameters and lengths alone, and those are a new one's. */
    private static String hashOfNobody(PasswordHashingConfiguration configuration) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        configuration.memory(),
                        configuration.iterations(),
                        configuration.parallelism(),
                        base64.encodeToString(new byte[Argon2Constants.DEFAULT_SALT_LENGTH]),
                        base64.encodeToString(new byte[Argon2Constants.DEFAULT_HASH_LENGTH]));
    }

    private UnavailableException shed() {
        shed.increment();
        return new UnavailableException("Too many passwords wait to be hashed");
    }

    /** {@link Place#hash} in a place of its own. */
    public String hash(String password) {
        try (Place place = reserve()) {
            return place.hash(password);
        }
    }

    /** {@link Place#verify} in a place of its own. */
    public boolean verify(String hash, String password) {
        try (Place place = reserve()) {
            return place.verify(hash, password);
        }
    }

    /** Whether it is a hash that {@link #verify} can look at in a bearable time. */
    public static boolean recognises(String hash) {
        Matcher argon2 = ARGON2.matcher(hash);
        if (argon2.matches()) {
            return Long.parseLong(argon2.group(1)) * Long.parseLong(argon2.group(2)) <= BEARABLE;
        }
        return ForeignHash.parse(hash).isPresent();
    }

    /** Whether the hash was made otherwise than a new one would be. */
    public boolean needsRehash(String hash) {
        if (ForeignHash.parse(hash).isPresent()) {
            return true;
        }
        return argon2.needsRehash(
                hash, configuration.iterations(), configuration.memory(), configuration.parallelism());
    }

    private interface OnBytes<T> {
        T apply(byte[] password);
    }

    private <T> T withBytes(String password, OnBytes<T> action) {
        byte[] bytes = Names.normalized(password).getBytes(StandardCharsets.UTF_8);
        try {
            return action.apply(bytes);
        } finally {
            argon2.wipeArray(bytes);
        }
    }

    private <T> T run(Callable<T> hashing) {
        try {
            return pool.submit(() -> timed(hashing)).get();
        } catch (RejectedExecutionException stopping) {
            throw new UnavailableException("No passwords are hashed any more", stopping);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A password cannot be hashed", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while hashing", stopped);
        }
    }

    private <T> T timed(Callable<T> hashing) throws Exception {
        long begin = System.nanoTime();
        try {
            return hashing.call();
        } finally {
            queue.took(System.nanoTime() - begin);
        }
    }

    @PreDestroy
    void close() {
        pool.shutdown();
    }
}
