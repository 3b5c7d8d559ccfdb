package services.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Picks ports of the loopback interface on which nothing listens. */
public final class FreePort {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 30_000;
    private static final int TRIES = 100;
    private static final int CONNECT_MILLISECONDS = 500;

    private FreePort() {}

    /**
     * Below the range from which the system takes the ports of outgoing connections: a client that retries a killed
     * server there can be given the server's own port, connect to itself and keep the server from coming back.
     */
    public static int pick() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new BackingServiceFailure("no free port between " + LOWEST + " and " + HIGHEST);
    }

    public static boolean isFree(int port) {
        return !isAnswered(port) && canBeBound(port);
    }

    /** Some systems let a listener on one address and a listener on all addresses share a port. */
    private static boolean isAnswered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
            return true;
        } catch (IOException ignored) {
            return false;
        }
    }

    static boolean canBeBound(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException ignored) {
            return false;
        }
    }
}
