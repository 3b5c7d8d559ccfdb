package services.resource.gathering;

import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import jakarta.inject.Singleton;

/** The threads of the HTTP server. */
@Singleton
public final class EventLoops {

    private final EventLoopGroup loops;

    EventLoops(EventLoopGroupRegistry registry) {
        this.loops = registry.getDefaultEventLoopGroup();
    }

    /** Runs it on the event loop that calls, behind all that it has at hand now; another thread runs it at once. */
    public void runLast(Runnable task) {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                loop.execute(task);
                return;
            }
        }
        task.run();
    }
}
