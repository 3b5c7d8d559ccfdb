package services.benchmarks.load.traffic;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import services.benchmarks.load.http.Reception;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;
import services.benchmarks.seed.SeededSessions;

/** Logins that are refreshed, each with the refresh token that it was given last: first all seeded ones in no order, then again. */
public final class Refreshes implements Traffic {

    /** A prime that no count has as a factor, so that each number comes once. */
    private static final long STRIDE = 1_299_709;

    private final Endpoints endpoints;
    private final int first;
    private final int count;
    private final Queue<String> refreshTokens = new ArrayDeque<>();
    private final Queue<String> accessTokens = new ArrayDeque<>();
    private boolean keepsAccessTokens;
    private int used;

    /**
     * Refreshes some of the seeded ones.
     *
     * @param first the number of the first
     */
    public Refreshes(Endpoints endpoints, int first, int count) {
        this.endpoints = endpoints;
        this.first = first;
        this.count = count;
    }

    /** Whether access tokens are kept for those who log out. */
    public void keepAccessTokens(boolean keep) {
        keepsAccessTokens = keep;
    }

    @Override
    public @Nullable Request next() {
        if (used < count) {
            int number = first + (int) (used++ * STRIDE % count);
            return endpoints.refresh(SeededSessions.refreshToken(number), this::receive);
        }
        String refreshToken = refreshTokens.poll();
        return refreshToken == null ? null : endpoints.refresh(refreshToken, this::receive);
    }

    /** How many access tokens are kept. */
    public int kept() {
        return accessTokens.size();
    }

    @Nullable
    String takeAccessToken() {
        return accessTokens.poll();
    }

    private boolean receive(int status, ByteBuf body) {
        IssuedTokens tokens = status == Reception.OK ? IssuedTokens.in(body) : null;
        if (tokens == null) {
            return false;
        }
        if (keepsAccessTokens) {
            // this login will end: it is not refreshed again
            accessTokens.add(tokens.accessToken());
        } else {
            refreshTokens.add(tokens.refreshToken());
        }
        return true;
    }
}
