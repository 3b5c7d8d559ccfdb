package services.benchmarks.load.http;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/** A client with one connection to each server, which waits for an answer before it sends the next request. One thread only. */
final class Client {

    /** Told once for each request. */
    interface Listener {

        /** @param problem null when the answer was right, else what it was */
        void done(Client client, Request request, long since, @Nullable String problem);
    }

    private static final String NOT_RIGHT = " but not as expected";

    private final Bootstrap bootstrap;
    private final Listener listener;
    private final Map<InetSocketAddress, Channel> channels = new HashMap<>();
    private @Nullable Request pending;
    private long since;

    Client(Bootstrap bootstrap, Listener listener) {
        this.bootstrap = bootstrap;
        this.listener = listener;
    }

    /** @param since from when the wait for the answer is counted, see {@link System#nanoTime} */
    void send(Request request, long since) {
        this.pending = request;
        this.since = since;
        Channel channel = channels.get(request.address());
        if (channel != null && channel.isActive()) {
            write(channel, request);
        } else {
            connect(request);
        }
    }

    /** Gives up what it waits for, if anything, and closes all. */
    void close() {
        if (pending != null) {
            done("no answer");
        }
        channels.values().forEach(Client::closeAtOnce);
    }

    private static void closeAtOnce(Channel channel) {
        ChannelFuture unused = channel.close();
    }

    private void connect(Request request) {
        ChannelFuture connecting =
                bootstrap.clone().handler(new Receiver(request.address())).connect(request.address());
        ChannelFuture unused = connecting.addListener(done -> {
            if (connecting.isSuccess()) {
                channels.put(request.address(), connecting.channel());
                write(connecting.channel(), request);
            } else if (pending == request) {
                done("not connected");
            }
        });
    }

    private static void write(Channel channel, Request request) {
        byte[] bytes = request.bytes();
        ChannelFuture unused = channel.writeAndFlush(
                channel.alloc().directBuffer(bytes.length).writeBytes(bytes), channel.voidPromise());
    }

    private void answered(int status, ByteBuf body) {
        Request request = pending;
        if (request == null) {
            return;
        }
        boolean isRight = request.reception().isRight(status, body);
        done(isRight ? null : status + (status == Reception.OK ? NOT_RIGHT : ""));
    }

    private void done(@Nullable String problem) {
        Request request = pending;
        if (request != null) {
            pending = null;
            listener.done(this, request, since, problem);
        }
    }

    private final class Receiver extends ChannelInboundHandlerAdapter {

        private final InetSocketAddress address;
        private @Nullable ByteBuf received;

        Receiver(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf all = joined(context, (ByteBuf) message);
            AnswerReader.Answer answer = AnswerReader.read(all);
            if (answer == null) {
                received = all;
                return;
            }
            received = null;
            try {
                answered(answer.status(), answer.body());
            } finally {
                all.release();
            }
        }

        private ByteBuf joined(ChannelHandlerContext context, ByteBuf more) {
            ByteBuf before = received;
            return before == null ? more : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), before, more);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (received != null) {
                received.release();
                received = null;
            }
            channels.remove(address, context.channel());
            if (pending != null && pending.address().equals(address)) {
                done("connection closed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture unused = context.close();
        }
    }
}
