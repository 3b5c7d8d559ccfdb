package services.auth.authentication;

import java.util.Optional;
import java.util.UUID;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import services.auth.audit.Circumstances;
import services.auth.clientaddress.ClientAddresses;
import services.auth.request.RequestId;

/** The circumstances of whatever happens while a request is answered. */
@Singleton
class RequestCircumstances implements Circumstances.Source {

    private final ClientAddresses clientAddresses;

    RequestCircumstances(ClientAddresses clientAddresses) {
        this.clientAddresses = clientAddresses;
    }

    @Override
    public Optional<Circumstances> now() {
        return ServerRequestContext.currentRequest().map(this::of);
    }

    private Circumstances of(HttpRequest<?> request) {
        Optional<Caller> caller = request.getUserPrincipal(Authentication.class)
                .filter(authentication -> authentication.getAttributes().containsKey(Caller.SESSION_ID))
                .map(Caller::of);
        return new Circumstances(
                caller.map(Caller::userId).orElse((UUID) null),
                caller.map(Caller::sessionId).orElse((UUID) null),
                clientAddresses.of(request).toString(),
                RequestId.of(request));
    }
}
