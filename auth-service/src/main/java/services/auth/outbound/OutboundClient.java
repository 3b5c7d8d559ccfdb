package services.auth.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks addresses that clients have registered. A request goes to an address that may be asked ({@link ReachableAddresses}), on a
 * connection of its own, and wherever the answer points it is not followed. It takes a bounded time, and an answer a bounded
 * room.
 */
@Context
public class OutboundClient {

    private static final int MAX_CONNECTIONS = 20;
    private static final int MAX_CONNECTIONS_TO_ONE = 5;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_LINE = 8192;

    /** Of an answer to a form, which nobody wants: enough to know the status. */
    private static final int LITTLE = 1024;

    private final ReachableAddresses reachable;
    private final Duration timeout;
    private final CloseableHttpClient secured;
    private final CloseableHttpClient plain;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    OutboundClient(ReachableAddresses reachable, OutboundConfiguration configuration, DnsResolver dns) {
        this.reachable = reachable;
        this.timeout = configuration.timeout();
        OutboundTls tls = new OutboundTls(configuration.trustCertificatesPath());
        this.secured = client(dns, reachable::contains, tls, Timeout.of(timeout));
        this.plain = client(dns, reachable::isAllowed, tls, Timeout.of(timeout));
    }

    private static CloseableHttpClient client(
            DnsResolver dns, Predicate<InetAddress> mayBeAsked, OutboundTls tls, Timeout timeout) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedDnsResolver(dns, mayBeAsked))
                        .setTlsSocketStrategy(tls)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(timeout).build())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .setMaxLineLength(MAX_LINE)
                                        .build())
                                .build())
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS_TO_ONE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                // a connection that is kept would keep its address too, long after it was checked
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("auth-service")
                .build();
    }

    /**
     * Whether it is an address that can be asked at all: https, or http where a setting allows some. Where a name points is looked at when
     * it is asked.
     */
    public boolean accepts(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getScheme() == null) {
            return false;
        }
        return switch (uri.getScheme()) {
            case "https" ->
                ReachableAddresses.literal(host).map(reachable::contains).orElse(true);
            case "http" ->
                reachable.isAnythingAllowed()
                        && ReachableAddresses.literal(host)
                                .map(reachable::isAllowed)
                                .orElse(true);
            default -> false;
        };
    }

    /** @param maxBytes how long the answer may be */
    public OutboundAnswer get(URI uri, int maxBytes) {
        return accepts(uri) ? send(new HttpGet(uri), maxBytes) : refused();
    }

    /** @param form {@code application/x-www-form-urlencoded}; of the answer the beginning is kept */
    public OutboundAnswer postForm(URI uri, String form) {
        if (!accepts(uri)) {
            return refused();
        }
        HttpPost request = new HttpPost(uri);
        request.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
        return send(request, LITTLE);
    }

    private static OutboundAnswer refused() {
        return new OutboundAnswer.Refused(
                "It is no public address by https: AUTH_SERVICE_OUTBOUND_ALLOW allows others, also by http");
    }

    /** The library's own limits are for each step; this one is for all of them, so that nobody holds a request drop by drop. */
    private OutboundAnswer send(HttpUriRequestBase request, int maxBytes) {
        Future<OutboundAnswer> answer = executor.submit(() -> exchange(request, maxBytes));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new OutboundAnswer.Failed("It took longer than " + timeout);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request failed in a way that is not known", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new OutboundAnswer.Failed("Interrupted");
        } finally {
            request.cancel();
            answer.cancel(true);
        }
    }

    private OutboundAnswer exchange(HttpUriRequestBase request, int maxBytes) {
        CloseableHttpClient client = "https".equals(request.getScheme()) ? secured : plain;
        try {
            ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            try {
                return read(response, maxBytes, request instanceof HttpGet);
            } finally {
                // what else there is of it is not waited for
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (ForbiddenAddressException forbidden) {
            return new OutboundAnswer.Refused(String.valueOf(forbidden.getMessage()));
        } catch (IOException | HttpException failure) {
            return new OutboundAnswer.Failed(failure.getClass().getSimpleName() + " " + failure.getMessage());
        }
    }

    @SuppressWarnings("resource") // to close it would mean to read it to its end
    private static OutboundAnswer read(ClassicHttpResponse response, int maxBytes, boolean isWanted)
            throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(maxBytes + 1);
        return body.length > maxBytes && isWanted
                ? new OutboundAnswer.Failed("The answer is longer than " + maxBytes + " bytes")
                : new OutboundAnswer.Answered(response.getCode(), body);
    }

    @PreDestroy
    void close() throws IOException {
        executor.shutdownNow();
        secured.close();
        plain.close();
    }
}
