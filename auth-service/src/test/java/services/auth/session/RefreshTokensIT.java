package services.auth.session;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.session.RefreshTokens.Outcome;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** The rotation itself, on two instances at once, each request with a transaction of its own. */
class RefreshTokensIT {

    @Test
    void parallelRotationsOnTwoInstancesLeaveOneLiveSuccessor() {
        try (AuthServiceUnderTest one = AuthServiceUnderTest.on(BackingServices.shared());
                AuthServiceUnderTest two = AuthServiceUnderTest.on(BackingServices.shared());
                ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            Pair old = one.pairOf(one.register());
            PresentedRefreshToken presented = PresentedRefreshToken.ofLogin(old.refreshToken());

            List<CompletableFuture<Outcome>> rotations = Stream.of(one, two)
                    .flatMap(instance -> Stream.generate(() -> instance.bean(RefreshTokens.class))
                            .limit(8))
                    .map(refreshTokens -> CompletableFuture.supplyAsync(() -> refreshTokens.spend(presented), requests))
                    .toList();

            List<TokenPair> successors = rotations.stream()
                    .map(CompletableFuture::join)
                    .map(outcome -> TokenPair.of(((Outcome.Rotated) outcome).tokens()))
                    .toList();
            assertThat(successors).hasSize(16).doesNotHaveDuplicates();
            assertThat(successors).filteredOn(pair -> two.isLive(pair.token())).hasSize(1);
            assertThat(successors)
                    .filteredOn(pair -> two.refresh(pair.refreshToken()).status() == 200)
                    .hasSize(1);
            assertThat(one.isLive(old.token())).isFalse();
        }
    }

    @Test
    void refreshPostponesTheEndOfItsLoginAndLeavesTheIndexesAlone() throws Exception {
        int refreshes = 50;
        try (BackingServices backing = BackingServices.dedicated()) {
            try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
                String token = service.pairOf(service.register()).refreshToken();
                for (int i = 0; i < refreshes; i++) {
                    token = Pair.of(service.refresh(token)).refreshToken();
                }
            }

            // what a connection did is told when it ends, and these have ended
            Database database = backing.postgres().database("auth");
            try (Connection connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                    ResultSet row = connection.createStatement().executeQuery("""
                            SELECT n_tup_upd, n_tup_upd - n_tup_hot_upd FROM pg_stat_user_tables
                            WHERE relname = 'sessions'""")) {
                row.next();
                assertThat(row.getLong(1)).isGreaterThanOrEqualTo(refreshes);
                // one of them may be the first of a new day
                assertThat(row.getLong(2)).isLessThanOrEqualTo(1);
            }
        }
    }
}
