package services.local.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import services.local.LocalSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients that use the system all the time, with live tokens, with dead ones, and coming and going. */
final class RunningClients implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BREATH = Duration.ofMillis(20);
    private static final int ROUNDS_IN_A_ROW = 3;

    private final Client client;
    private final Journal journal;
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final String sleeping;
    private final List<RunningClient> clients;
    private final ScheduledExecutorService threads;

    /** @param mayBeGone the addresses at which nobody may be there to answer */
    RunningClients(LocalSystem system, Set<URI> mayBeGone) {
        client = new Client(system);
        journal = new Journal(mayBeGone);
        ended.add(client.loggedOutToken());
        sleeping = client.liveToken();
        clients = List.of(
                new StayingClient(client, journal),
                new StayingClient(client, journal),
                new LeavingClient(client, journal, ended),
                new LeavingClient(client, journal, ended),
                new GhostClient(client, journal, ended));
        threads = Executors.newScheduledThreadPool(clients.size());
        clients.forEach(
                running -> threads.scheduleWithFixedDelay(running, 0, BREATH.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Returns when each client has gone that many rounds more. */
    void goRounds(int more) {
        Map<RunningClient, Integer> goals = new HashMap<>();
        clients.forEach(running -> goals.put(running, running.rounds() + more));
        await().atMost(PATIENCE)
                .until(() ->
                        goals.entrySet().stream().allMatch(goal -> goal.getKey().rounds() >= goal.getValue()));
    }

    /** Returns when every client is told everything, with the time from that moment to the last time that one was not. */
    Duration recoverSince(Instant moment) {
        goRounds(1);
        await().atMost(PATIENCE)
                .until(() -> clients.stream().allMatch(running -> running.roundsInARow() >= ROUNDS_IN_A_ROW));
        Instant last = journal.lastUntold();
        return last.isAfter(moment) ? Duration.between(moment, last) : Duration.ZERO;
    }

    /** The promises: nothing dead was accepted, nothing live was refused, and whatever else was said was honest. */
    void checkPromises() {
        BothServices bothServices = new BothServices(client);
        assertThat(journal.complaints()).isEmpty();
        bothServices.accept(sleeping);
        ended.forEach(bothServices::refuse);
    }

    @Override
    public void close() {
        threads.shutdown();
        await().atMost(PATIENCE).until(threads::isTerminated);
    }

    @Override
    public String toString() {
        return journal.toString();
    }
}
