package services.auth.oauth2.backchannellogout;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.session.EndedSession;
import services.auth.session.SessionEndListener;

/** Asks for a logout token to each client that is registered with a {@code backchannel_logout_uri} and whose login ends. */
@Singleton
class BackChannelLogouts implements SessionEndListener, ProviderMetadataPart {

    private final Clients clients;
    private final LogoutQueue queue;

    BackChannelLogouts(Clients clients, LogoutQueue queue) {
        this.clients = clients;
        this.queue = queue;
    }

    @Override
    public void ended(List<EndedSession> sessions) {
        Set<String> toBeTold = sessions.stream()
                .map(EndedSession::clientId)
                .distinct()
                .filter(this::isToBeTold)
                .collect(Collectors.toSet());
        sessions.stream()
                .filter(session -> toBeTold.contains(session.clientId()))
                .forEach(queue::add);
    }

    private boolean isToBeTold(String clientId) {
        return clients.find(clientId)
                .filter(client -> client.metadata().getBackChannelLogoutURI() != null)
                .isPresent();
    }

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        metadata.setSupportsBackChannelLogout(true);
        // each logout token has a sid
        metadata.setSupportsBackChannelLogoutSession(true);
    }
}
