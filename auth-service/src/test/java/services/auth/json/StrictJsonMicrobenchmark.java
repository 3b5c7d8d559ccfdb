package services.auth.json;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to read a body that is JSON and nothing else, as long as that of {@code POST /validateToken}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StrictJsonMicrobenchmark {

    private final StrictJsonHandler<Map<String, String>> handler = new StrictJsonHandler<>(JsonMapper.createDefault());
    private final Argument<Map<String, String>> type = Argument.mapOf(String.class, String.class);
    private final HttpHeaders headers = HttpRequest.GET("/").getHeaders();
    private byte[] body = ("{\"token\":\"" + "e".repeat(900) + "\"}").getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public @Nullable Object read() {
        return handler.read(type, MediaType.APPLICATION_JSON_TYPE, headers, new ByteArrayInputStream(body));
    }
}
