package services.resource.tls;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.netty.NettySslContextBuilder;
import io.micronaut.http.server.netty.ssl.NettyServerSslFactory;
import io.micronaut.http.ssl.ClientAuthentication;
import io.netty.handler.ssl.SslContext;
import jakarta.inject.Singleton;

/**
 * How the listeners speak TLS: they ask clients for a certificate where that is set, and take whichever comes. That its sender has
 * the private key is proved by the handshake; whose it is, is judged with the request (RFC 8705 section 3).
 */
@Singleton
@Replaces(NettyServerSslFactory.class)
class ListenerTls extends NettyServerSslFactory {

    private final boolean asksForCertificates;

    ListenerTls(TlsConfiguration configuration) {
        this.asksForCertificates = configuration.clientCertificates();
    }

    @Override
    public NettySslContextBuilder serverBuilder() {
        return asksForCertificates ? new AskingForCertificates() : super.serverBuilder();
    }

    private static final class AskingForCertificates extends NettySslContextBuilder {

        AskingForCertificates() {
            super(true);
            trustAll(true);
        }

        @Override
        public SslContext buildTcp() throws Exception {
            clientAuthentication(ClientAuthentication.WANT);
            return super.buildTcp();
        }
    }
}
