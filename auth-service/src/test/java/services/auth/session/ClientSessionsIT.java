package services.auth.session;

import java.util.Map;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class ClientSessionsIT {

    @Test
    void allLoginsAtAClientAreOverAndNoOthers() {
        String app = "app-" + UUID.randomUUID();
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.login.clients", app + ":fixed"))) {
            AuthServiceUnderTest.TestUser user = service.register();
            Pair one = Pair.of(service.login(user, app));
            Pair other = Pair.of(service.login(service.register(), app));
            Pair elsewhere = service.pairOf(user);
            assertThat(service.isLive(one.token())).isTrue();
            assertThat(service.isLive(other.token())).isTrue();
            ClientSessions sessions = service.bean(ClientSessions.class);

            TransactionOperations<?> transactions = service.bean(TransactionOperations.class);
            sessions.publish(transactions.executeWrite(ignored -> sessions.endAllOf(app)));

            assertThat(service.isLive(one.token())).isFalse();
            assertThat(service.isLive(other.token())).isFalse();
            assertThat(service.refresh(one.refreshToken()).status()).isEqualTo(401);
            assertThat(service.isLive(elsewhere.token())).isTrue();
        }
    }
}
