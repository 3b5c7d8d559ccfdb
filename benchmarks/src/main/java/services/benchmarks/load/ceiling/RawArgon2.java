package services.benchmarks.load.ceiling;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;

/** A password compared with a hash, on each processor at once and without anything around it. */
public final class RawArgon2 implements Ceiling {

    private final String hash;
    private final byte[] password;

    /** @param hash as auth-service stored it, with its parameters */
    public RawArgon2(String hash, String password) {
        this.hash = hash;
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public double perSecond(Duration duration) {
        return Threads.onEachProcessor().perSecond(() -> verification(), duration);
    }

    private Threads.Work verification() {
        Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
        return () -> {
            if (!argon2.verify(hash, password)) {
                throw new IllegalStateException("The password of the seeded users is another one");
            }
        };
    }
}
