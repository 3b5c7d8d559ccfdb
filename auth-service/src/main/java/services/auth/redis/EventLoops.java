package services.auth.redis;

import java.util.concurrent.Executor;

import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import jakarta.inject.Singleton;

/** The threads of the HTTP server. */
@Singleton
final class EventLoops {

    private final EventLoopGroup loops;

    EventLoops(EventLoopGroupRegistry registry) {
        this.loops = registry.getDefaultEventLoopGroup();
    }

    /** The one that calls; for another thread, whichever has something to tell it. */
    Executor calling() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return loop;
            }
        }
        return Runnable::run;
    }
}
