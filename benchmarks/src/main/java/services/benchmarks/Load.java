package services.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import services.local.roundtrip.Call;

/** Clients with a connection each, who send their next request as soon as they have the answer to the last. */
final class Load implements AutoCloseable {

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    // one thread: the services need the other processors
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final int clients;

    Load(int clients) {
        this.clients = clients;
        this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(clients));
    }

    /** A request that is sent again and again, and how its answer begins. */
    record Shot(RequestOptions options, Buffer body, String expected) {

        static Shot of(Call call, String expected) {
            RequestOptions options = new RequestOptions()
                    .setAbsoluteURI(call.uri().toString())
                    .setMethod(HttpMethod.valueOf(call.method()));
            call.headers().forEach(options::addHeader);
            return new Shot(options, Buffer.buffer(call.body()), expected);
        }

        boolean isRight(HttpClientResponse response, Buffer answer) {
            return response.statusCode() == 200
                    && answer.length() >= expected.length()
                    && answer.getString(0, expected.length()).equals(expected);
        }
    }

    /**
     * Sends these requests, one after the other and from the first again, and counts the answers.
     *
     * @param duration how long; longer on a machine so slow that a client gets none in that time
     * @return answers in a second
     * @throws IllegalStateException when one of them was wrong
     */
    double rate(List<Shot> shots, Duration duration) {
        Volley volley = new Volley(shots);
        List<CompletableFuture<Void>> running =
                IntStream.range(0, clients).mapToObj(ignored -> volley.start()).toList();
        pause(WARM_UP);
        long begin = System.nanoTime();
        long before = volley.answers.get();
        do {
            pause(duration);
        } while (volley.answers.get() - before < clients && running.stream().noneMatch(CompletableFuture::isDone));
        double rate = (volley.answers.get() - before) * 1e9 / (System.nanoTime() - begin);
        volley.ended = true;
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        return rate;
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Volley {

        private final List<Shot> shots;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong answers = new AtomicLong();
        private volatile boolean ended;

        Volley(List<Shot> shots) {
            this.shots = shots;
        }

        CompletableFuture<Void> start() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            // on the thread of the answers: from another one the body of the first may be missed
            vertx.runOnContext(ignored -> goOn(end));
            return end;
        }

        private void goOn(CompletableFuture<Void> end) {
            if (ended) {
                end.complete(null);
                return;
            }
            Shot shot = shots.get(Math.floorMod(next.getAndIncrement(), shots.size()));
            http.request(shot.options())
                    .compose(request -> request.send(shot.body()))
                    .compose(response -> response.body().compose(answer -> judge(shot, response, answer)))
                    .onComplete(
                            ignored -> {
                                answers.incrementAndGet();
                                goOn(end);
                            },
                            end::completeExceptionally);
        }

        private Future<Buffer> judge(Shot shot, HttpClientResponse response, Buffer answer) {
            return shot.isRight(response, answer)
                    ? Future.succeededFuture(answer)
                    : Future.failedFuture(
                            new IllegalStateException("Answered " + response.statusCode() + " " + answer));
        }
    }
}
