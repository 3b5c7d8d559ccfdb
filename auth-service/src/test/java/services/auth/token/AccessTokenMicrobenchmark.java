package services.auth.token;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;

/** What it costs to judge an access token: one that was seen before, and one whose signature is not ours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AccessTokenMicrobenchmark {

    private BackingServices backing = BackingServices.dedicated();
    private AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);
    private AccessTokenVerifier verifier = service.bean(AccessTokenVerifier.class);
    private String audience = "";
    private String token = "";
    private String forged = "";

    @Setup(Level.Trial)
    public void logIn() {
        audience = service.bean(AccessTokenConfiguration.class).audience();
        token = service.token();
        int middle = token.lastIndexOf('.') + 20;
        forged = token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        if (verifier.verify(token, audience).isEmpty()
                || verifier.verify(forged, audience).isPresent()) {
            throw new IllegalStateException("These tokens are not what they should be");
        }
    }

    @Benchmark
    public Optional<?> remembered() {
        return verifier.verify(token, audience);
    }

    @Benchmark
    public Optional<?> forged() {
        return verifier.verify(forged, audience);
    }

    @TearDown(Level.Trial)
    public void stop() {
        service.close();
        backing.close();
    }
}
