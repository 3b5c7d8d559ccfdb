package services.auth.outbound;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;

import io.micronaut.core.util.SupplierUtil;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The TLS of outgoing requests. To read the JDK's authorities takes long enough to be seen in a start, and many a service never asks
 * anybody: they are read for the first request.
 */
final class OutboundTls implements TlsSocketStrategy {

    private final Supplier<TlsSocketStrategy> strategy;

    /**
     * Reads the file at once: who has set it wants to hear that it is wrong.
     *
     * @param trustCertificatesPath a PEM file; empty for none
     */
    OutboundTls(String trustCertificatesPath) {
        this.strategy =
                SupplierUtil.memoized(() -> new DefaultClientTlsStrategy(OutboundTrust.tls(trustCertificatesPath)));
        if (!trustCertificatesPath.isEmpty()) {
            TlsSocketStrategy ignored = strategy.get();
        }
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        return strategy.get().upgrade(socket, target, port, attachment, context);
    }
}
