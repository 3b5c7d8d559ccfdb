package services.resource.tokenvalidation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to find the token in a request, and to read what auth-service says of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenValidationMicrobenchmark {

    private static final String VERDICT = """
            {"authenticated":true,"sub":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","username":"alice","roles":["subscriber"],\
            "scope":"data:read data:write","client_id":"login","sid":"0b0e8b2c-6d0f-4f0e-9c39-2f8a1d1c6f11","exp":1900000000,\
            "expires_in":1800,"created_at":1890000000,"refresh_count":0}""";

    private final ReadToken readToken = new ReadToken();
    private final String token = "e".repeat(900);
    private final Passage passage = Passage.begin(HttpRequest.GET("/data").bearerAuth(token), Optional.empty());
    private final PresentedToken presented = PresentedToken.of(token, Scheme.BEARER);
    private final HttpResponse<byte[]> verdict =
            HttpResponse.ok(VERDICT.getBytes(StandardCharsets.UTF_8)).contentType(MediaType.APPLICATION_JSON_TYPE);

    @Benchmark
    public Object readToken() {
        return readToken.handle(passage);
    }

    @Benchmark
    public Object readVerdict() {
        return VerdictReader.read(verdict, presented);
    }
}
