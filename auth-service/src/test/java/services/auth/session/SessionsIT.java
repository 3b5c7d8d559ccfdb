package services.auth.session;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestDatabase;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void ofParallelEndsOfOneLoginOneEndsIt() throws Exception {
        TestUser user = service.register();
        TestClient client = TestClient.register(service);
        Sessions sessions = service.bean(Sessions.class);
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                TestLogin login = TestLogin.start(service, user, client, "openid");
                List<CompletableFuture<Integer>> ends = Stream.generate(() -> CompletableFuture.supplyAsync(
                                () -> sessions.end(login.id(), UUID.fromString(user.id())), requests))
                        .limit(8)
                        .toList();

                assertThat(ends.stream().mapToInt(CompletableFuture::join).sum())
                        .isEqualTo(1);
                assertThat(service.isLive(login.accessToken())).isFalse();
                assertThat(TestDatabase.queried("SELECT count(*) FROM revocations WHERE id = '" + login.id() + "'"))
                        .isEqualTo("1");
            }
        }
    }
}
