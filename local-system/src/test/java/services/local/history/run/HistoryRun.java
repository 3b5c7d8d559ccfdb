package services.local.history.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.local.LocalSystem;
import services.local.history.Disturbance;
import services.local.history.History;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;
import services.local.roundtrip.Caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Plays plans on a system with several instances, and records what happens. */
final class HistoryRun implements AutoCloseable {

    /** Within this time after a fault the system is well again. */
    static final Duration RECOVERY = Duration.ofSeconds(10);

    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRun.class);
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration INTERFERENCE = Duration.ofMillis(500);
    private static final int TIMERS = 6;
    private static final Duration LONGEST_RUN = Duration.ofHours(2);

    private final Parts parts;

    private HistoryRun(Parts parts) {
        this.parts = parts;
    }

    /** On a system whose tokens outlive every run and whose passwords cost little. */
    static HistoryRun onNewSystem(Approach approach) {
        LocalSystem.Config config = LocalSystem.Config.isolated()
                .with("AUTH_SERVICE_REFRESH_TOKEN_GRACE", GRACE.toSeconds() + "s")
                .with("AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT", "12h")
                .with("AUTH_SERVICE_ACCESS_TOKEN_TIME_TO_LIVE", "12h")
                .with("AUTH_SERVICE_CLIENT_ACCESS_TOKEN_TIME_TO_LIVE", "12h")
                .with("AUTH_SERVICE_PASSWORD_HASHING_MEMORY", "1024")
                .with("AUTH_SERVICE_PASSWORD_HASHING_ITERATIONS", "1");
        return new HistoryRun(Parts.start(approach, config));
    }

    LocalSystem system() {
        return parts.system();
    }

    /** @param interference what is done again and again in the meantime */
    History play(Plan plan, Runnable interference) {
        Recorder recorder = new Recorder();
        Wallet wallet = new Wallet();
        Client client = new Client(new Requests(parts, wallet, tokenForValidation()), wallet, recorder);
        Mover mover = new Mover(client, slots());
        int clients = plan.clients().size();
        try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(clients);
                ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMERS);
                ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor();
                FaultSchedule faults = new FaultSchedule(plan.faults(), new Breakage(parts), recorder)) {
            parts.instances().forEach(instance -> every(Pulse.INTERVAL, new Pulse(instance, recorder), timer));
            every(PROGRESS, () -> LOG.info("{} operations", recorder.count()), timer);
            every(INTERFERENCE, interference, timer);
            CompletableFuture<Void> healed = faults.start();
            play(plan, mover, threads, atOnce).join();
            healed.join();
            awaitRecovery(recorder);
            long begin = recorder.now();
            new LastQuestions(client, wallet, parts, threads).ask(recorder);
            LOG.info("{}; {} disturbances", recorder, recorder.disturbances().size());
            return new History(recorder.operations(), recorder.disturbances(), begin, GRACE, RECOVERY);
        }
    }

    private static CompletableFuture<Void> play(
            Plan plan, Mover mover, ScheduledExecutorService threads, ExecutorService atOnce) {
        List<RunningClient> running = plan.clients().stream()
                .map(steps -> new RunningClient(steps, mover, threads, atOnce))
                .toList();
        running.forEach(threads::execute);
        return CompletableFuture.allOf(running.stream().map(RunningClient::done).toArray(CompletableFuture[]::new))
                .orTimeout(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
    }

    private static void every(Duration interval, Runnable action, ScheduledExecutorService timer) {
        Future<?> unused =
                timer.scheduleWithFixedDelay(action, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void awaitRecovery(Recorder recorder) {
        long last = recorder.disturbances().stream()
                .mapToLong(Disturbance::end)
                .max()
                .orElse(-RECOVERY.toNanos());
        await().atMost(RECOVERY.multipliedBy(2)).until(() -> recorder.now() > last + RECOVERY.toNanos());
    }

    private List<Slot> slots() {
        List<String> users =
                IntStream.range(0, Plan.USERS).mapToObj(ignored -> register()).toList();
        return IntStream.range(0, Plan.SLOTS)
                .mapToObj(slot -> new Slot(users.get(slot % users.size())))
                .toList();
    }

    private String register() {
        String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
        Answer answer = send(Call.post(system().auth().publicUrl().resolve("/register"))
                .json(Map.of("username", name, "email", name + "@example.org", "password", Requests.PASSWORD)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return name;
    }

    private String tokenForValidation() {
        return send(Call.post(system().auth().publicUrl().resolve("/oauth2/token"))
                        .basic(system().client().id(), system().client().secret())
                        .form(Map.of("grant_type", "client_credentials", "scope", "token:validate")))
                .text("/access_token");
    }

    private static Answer send(Call call) {
        try {
            return new Caller().send(call);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
