package services.benchmarks.load.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Sends requests from one thread and measures the answers, in a closed loop or in an open one. */
public final class LoadGenerator implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final EventLoopGroup thread;
    private final Bootstrap bootstrap;

    public LoadGenerator() {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.thread = new MultiThreadIoEventLoopGroup(1, io);
        this.bootstrap = new Bootstrap()
                .group(thread)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis());
    }

    /**
     * Clients who send their next request as soon as they have the answer to the last: as many answers as the system can give.
     *
     * @param warmUp how long it goes on before it counts
     */
    public Measurement closedLoop(Traffic traffic, int clients, Duration warmUp, Duration duration) {
        return run(new ClosedLoop(bootstrap, thread.next(), traffic, clients, warmUp, duration));
    }

    /**
     * Requests that are due at a constant rate, whether those before them are answered or not. The time of each is counted from the moment
     * when it was due: who has to wait for a client that is free waits too.
     *
     * @param flows all at the same time
     */
    public Measurement openLoop(List<Flow> flows, Duration warmUp, Duration duration) {
        return run(new OpenLoop(bootstrap, thread.next(), flows, warmUp, duration));
    }

    private static Measurement run(Run run) {
        CompletableFuture<Measurement> result = new CompletableFuture<>();
        run.start(result);
        return result.join();
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
