package services.benchmarks.load.http;

import java.time.Duration;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;

/** See {@link LoadGenerator#closedLoop}. */
final class ClosedLoop extends Run {

    private final Traffic traffic;
    private final int clients;
    private int running;

    ClosedLoop(Bootstrap bootstrap, EventLoop loop, Traffic traffic, int clients, Duration warmUp, Duration duration) {
        super(bootstrap, loop, warmUp, duration);
        this.traffic = traffic;
        this.clients = clients;
    }

    @Override
    void begin() {
        running = clients;
        for (int i = 0; i < clients; i++) {
            Client client = newClient();
            // not at once: a server's queue of new connections is short
            loop().execute(() -> next(client));
        }
    }

    @Override
    void answered(Client client) {
        next(client);
    }

    /** What is answered in that time, whenever it was asked. */
    @Override
    boolean counts(long since, long now, long begin, long end) {
        return now >= begin && now < end;
    }

    @Override
    void giveUp() {
        finish(ending());
    }

    @Override
    void abandon() {
        // nothing is ever due here
    }

    private void next(Client client) {
        long now = System.nanoTime();
        Request request = now < ending() ? traffic.next() : null;
        if (request != null) {
            client.send(request, now);
        } else if (--running == 0) {
            finish(Math.min(now, ending()));
        }
    }
}
