package services.resource.tokenvalidation;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.resource.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientCertificatesTest {

    private static final TestCertificate CERTIFICATE = TestCertificate.create();

    private final MutableHttpRequest<Object> request = HttpRequest.GET("/data");
    private final ClientCertificates behindProxy =
            new ClientCertificates("Client-Cert", new TrustedProxies(List.of("10.0.0.0/8", " 2001:db8::1", "")));

    @Test
    void certificateOfTheConnectionIsFound() {
        request.setAttribute(HttpAttributes.X509_CERTIFICATE, CERTIFICATE.certificate());
        ClientCertificates direct = new ClientCertificates("", new TrustedProxies(List.of()));
        assertThat(direct.findThumbprint(request)).contains(CERTIFICATE.thumbprint());
    }

    @Test
    void certificateInTheHeaderOfATrustedProxyIsFoundInEveryForm() throws CertificateEncodingException {
        String der =
                Base64.getEncoder().encodeToString(CERTIFICATE.certificate().getEncoded());
        String pem = URLEncoder.encode(CERTIFICATE.certificatePem(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        for (String value : List.of(":" + der + ":", pem, URLEncoder.encode(der, StandardCharsets.UTF_8), der)) {
            MutableHttpRequest<Object> forwarded = HttpRequest.GET("/data").header("Client-Cert", value);
            assertThat(behindProxy.findThumbprint(from("10.1.2.3", forwarded)))
                    .as(value)
                    .contains(CERTIFICATE.thumbprint());
        }
    }

    @Test
    void headerOfAnybodyElseIsNotBelieved() throws CertificateEncodingException {
        request.header(
                "Client-Cert",
                ":"
                        + Base64.getEncoder()
                                .encodeToString(CERTIFICATE.certificate().getEncoded()) + ":");
        assertThat(behindProxy.findThumbprint(from("192.0.2.1", request))).isEmpty();
        assertThat(behindProxy.findThumbprint(from("2001:db8::2", request))).isEmpty();
        assertThat(behindProxy.findThumbprint(from("2001:db8::1", request))).isPresent();
        ClientCertificates withoutProxies = new ClientCertificates("Client-Cert", new TrustedProxies(List.of()));
        assertThat(withoutProxies.findThumbprint(from("10.1.2.3", request))).isEmpty();
        ClientCertificates withoutHeader = new ClientCertificates("", new TrustedProxies(List.of("10.0.0.0/8")));
        assertThat(withoutHeader.findThumbprint(from("10.1.2.3", request))).isEmpty();
    }

    @Test
    void twoHeadersAreNone() throws CertificateEncodingException {
        String value = ":"
                + Base64.getEncoder().encodeToString(CERTIFICATE.certificate().getEncoded()) + ":";
        request.header("Client-Cert", value).header("Client-Cert", value);
        assertThat(behindProxy.findThumbprint(from("10.1.2.3", request))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "::", ":AAAA:", "%", "%zz", "nonsense", "-----BEGIN CERTIFICATE-----", "{}", ":ü:"})
    void whatCannotBeReadIsNone(String value) {
        request.header("Client-Cert", value);
        assertThat(behindProxy.findThumbprint(from("10.1.2.3", request))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0/8", "/8", "10.0.0.0/x"})
    void proxyThatIsNoAddressIsRefusedAtTheStart(String network) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpRequest<?> from(String address, MutableHttpRequest<Object> request) {
        return new HttpRequestWrapper<Object>(request) {
            @Override
            public InetSocketAddress getRemoteAddress() {
                return new InetSocketAddress(address, 1234);
            }
        };
    }

    @Test
    void clientWithoutACertificateHasNone() {
        assertThat(behindProxy.findThumbprint(from("10.1.2.3", request))).isEqualTo(Optional.empty());
    }
}
