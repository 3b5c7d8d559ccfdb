package services.auth.redis;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.micronaut.core.util.CollectionUtils;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import jakarta.inject.Singleton;

/** The threads of the HTTP server. The connection to Redis lives on one of them, so that fewer threads wake each other. */
@Singleton
final class EventLoops implements EventLoopGroupProvider {

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

    @Override
    @SuppressWarnings("unchecked") // of the transport that both libraries choose by themselves
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        return (T) loops;
    }

    @Override
    public int threadPoolSize() {
        return CollectionUtils.iterableToList(loops).size();
    }

    /** The server ends its threads itself. */
    @Override
    public Future<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
        return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
    }

    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
        return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
    }
}
