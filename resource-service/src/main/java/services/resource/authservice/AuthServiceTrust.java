package services.resource.authservice;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import io.micronaut.http.ssl.ClientSslConfiguration;
import io.micronaut.http.ssl.SslConfiguration;
import jakarta.inject.Singleton;

/** Makes the HTTP client trust the certificates that are configured for auth-service, and read none where it is asked by plain HTTP. */
@Singleton
final class AuthServiceTrust implements BeanCreatedEventListener<ServiceHttpClientConfiguration> {

    private final AuthServiceConfiguration authService;

    AuthServiceTrust(AuthServiceConfiguration authService) {
        this.authService = authService;
    }

    @Override
    public ServiceHttpClientConfiguration onCreated(BeanCreatedEvent<ServiceHttpClientConfiguration> event) {
        ServiceHttpClientConfiguration client = event.getBean();
        String caPath = authService.caPath();
        if (client.getUrls().stream().noneMatch(url -> "https".equals(url.getScheme()))) {
            // the authorities of the JDK would be parsed at every start; no redirect leads to https, as none is
            // followed
            SslConfiguration none = new ClientSslConfiguration();
            none.setEnabled(false);
            client.setSslConfiguration(none);
        } else if (caPath != null && !caPath.isBlank()) {
            SslConfiguration tls = new ClientSslConfiguration();
            tls.setEnabled(true);
            tls.getTrustStore().setPath("file:" + caPath);
            client.setSslConfiguration(tls);
        }
        return client;
    }
}
