package services.auth.token;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;

/** What it costs to read a scope and to ask it. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScopeMicrobenchmark {

    private String text = "data:read data:write";
    private Scope read = Scope.parse(text);
    private Scope wanted = Scope.parse("data:read");

    @Benchmark
    public Object parse() {
        return Scope.parse(text);
    }

    @Benchmark
    public boolean covers() {
        return read.covers(wanted);
    }

    @Benchmark
    public String write() {
        return read.toString();
    }
}
