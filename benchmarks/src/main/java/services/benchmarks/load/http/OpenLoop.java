package services.benchmarks.load.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;

/** See {@link LoadGenerator#openLoop}. */
final class OpenLoop extends Run {

    private final List<Flow> flows;
    private final Map<Client, Lane> laneOf = new HashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private int unfinished;

    OpenLoop(Bootstrap bootstrap, EventLoop loop, List<Flow> flows, Duration warmUp, Duration duration) {
        super(bootstrap, loop, warmUp, duration);
        this.flows = flows;
    }

    @Override
    void begin() {
        unfinished = flows.size();
        flows.forEach(flow -> lanes.add(new Lane(flow)));
        lanes.forEach(Lane::begin);
    }

    @Override
    void answered(Client client) {
        Lane lane = laneOf.get(client);
        if (lane != null) {
            lane.free(client);
        }
    }

    /** What was due in that time, whenever it is answered. */
    @Override
    boolean counts(long since, long now, long begin, long end) {
        return since >= begin && since < end;
    }

    @Override
    void giveUp() {
        finish(Math.max(ending(), System.nanoTime()));
    }

    @Override
    void abandon() {
        lanes.forEach(Lane::abandon);
    }

    /** A flow, its clients, and who waits for one of them. */
    private final class Lane {

        private final Flow flow;
        private final double interval;
        private final Queue<Client> idle = new ArrayDeque<>();
        private final Queue<Long> waiting = new ArrayDeque<>();
        private long sent;
        private boolean isOver;

        Lane(Flow flow) {
            this.flow = flow;
            this.interval = TimeUnit.SECONDS.toNanos(1) / flow.rate();
        }

        void begin() {
            for (int i = 0; i < flow.clients(); i++) {
                Client client = newClient();
                laneOf.put(client, this);
                idle.add(client);
            }
            tick();
        }

        /** Of those who are free the one who is so for the longest time is next: so all of them soon have their connections. */
        void free(Client client) {
            idle.add(client);
            send();
        }

        private void tick() {
            long now = System.nanoTime();
            long due = due();
            while (due <= now && due < ending()) {
                waiting.add(due);
                sent++;
                due = due();
            }
            send();
            if (due < ending()) {
                Future<?> unused =
                        loop().schedule(this::tick, Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
            } else {
                isOver = true;
                finishIfOver();
            }
        }

        void abandon() {
            waiting.forEach(ignored -> tally(flow.kind()).other("not sent"));
        }

        private long due() {
            return beginning() + (long) (sent * interval);
        }

        private void send() {
            while (!waiting.isEmpty() && !idle.isEmpty()) {
                Request request = flow.traffic().next();
                if (request == null) {
                    // whoever is due goes on waiting, and that counts
                    break;
                }
                idle.remove().send(request, waiting.remove());
            }
            finishIfOver();
        }

        private void finishIfOver() {
            if (isOver && waiting.isEmpty() && idle.size() == flow.clients()) {
                isOver = false;
                if (--unfinished == 0) {
                    giveUp();
                }
            }
        }
    }
}
