package services.resource;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever calls at the same time as others gets the own verdict and the own data, although they are asked about and read together. */
class ManyCallersIT {

    private static final Executor CALLERS = Executors.newVirtualThreadPerTaskExecutor();
    private static final int USERS = 24;
    private static final int CALLERS_AT_ONCE = 48;

    private static final Set<String> REVOKED = ConcurrentHashMap.newKeySet();

    private static AuthServiceStub authService;
    private static TestService service;

    @BeforeAll
    static void start() {
        authService = AuthServiceStub.started();
        service = TestService.start(BackingServices.shared().postgres().database("resource_many_callers"), authService);
        authService.answerValidations((exchange, body) -> {
            String judged = body;
            for (String token : REVOKED) {
                judged = judged.replace(token, "dead");
            }
            AuthServiceStub.judge(exchange, judged);
        });
    }

    @AfterAll
    static void stop() {
        service.close();
        authService.close();
    }

    @Test
    void everyCallerGetsTheOwnVerdictAndTheOwnData() {
        List<String> users = usersWithData();
        authService.validations().clear();

        atOnce(caller -> {
            for (int i = 0; i < 30; i++) {
                String user = users.get((caller * 7 + i) % USERS);
                switch ((caller + i) % 4) {
                    case 0 -> assertThat(list("dead-" + user).statusCode()).isEqualTo(401);
                    case 1 ->
                        assertThat(list(user + "~data.write").statusCode()).isEqualTo(403);
                    default -> assertOwnData(user, users);
                }
            }
        });

        assertThat(authService.validations())
                .as("calls about many tokens")
                .anyMatch(question -> question.path().equals("/validateTokens"));
    }

    @Test
    void tokenIsDeadForEverybodyAsSoonAsItsEndWasConfirmed() {
        List<String> users = usersWithData();
        Set<String> ended = ConcurrentHashMap.newKeySet();

        atOnce(caller -> {
            for (int i = 0; i < USERS; i++) {
                String user = users.get((caller + i) % USERS);
                boolean isOver = ended.contains(user);
                int status = list(tokenOf(user)).statusCode();
                assertThat(status).isIn(isOver ? Set.of(401) : Set.of(200, 401));
                if (caller % USERS == i) {
                    REVOKED.add(tokenOf(user));
                    ended.add(user);
                    assertThat(list(tokenOf(user)).statusCode()).isEqualTo(401);
                }
            }
        });

        assertThat(ended).isNotEmpty();
    }

    private static List<String> usersWithData() {
        List<String> users =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(USERS).toList();
        users.forEach(user -> {
            for (int i = 0; i < 3; i++) {
                assertThat(service.post("/data", "{\"content\":\"" + user + "\"}", "token", tokenOf(user))
                                .statusCode())
                        .isEqualTo(201);
            }
        });
        return users;
    }

    private static void assertOwnData(String user, List<String> users) {
        HttpResponse<String> response = list(tokenOf(user));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(users.stream().filter(response.body()::contains).collect(Collectors.toSet()))
                .containsExactly(user);
        assertThat(response.body().split(user, -1)).hasSize(4);
    }

    private static HttpResponse<String> list(String token) {
        return service.get("/data", "token", token);
    }

    private static String tokenOf(String user) {
        return user + "~data.read+data.write";
    }

    private static void atOnce(IntConsumer caller) {
        List<CompletableFuture<Void>> running = new ArrayList<>(IntStream.range(0, CALLERS_AT_ONCE)
                .mapToObj(i -> CompletableFuture.runAsync(() -> caller.accept(i), CALLERS))
                .toList());
        running.forEach(CompletableFuture::join);
    }
}
