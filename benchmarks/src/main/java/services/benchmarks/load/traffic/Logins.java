package services.benchmarks.load.traffic;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import services.benchmarks.load.http.Reception;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;

/** Users who log in, one drawn after the other. */
public final class Logins implements Traffic {

    private static final int KEPT = 100_000;

    private final Endpoints endpoints;
    private final int users;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Queue<String> accessTokens = new ArrayDeque<>();

    public Logins(Endpoints endpoints, int users) {
        this.endpoints = endpoints;
        this.users = users;
    }

    @Override
    public Request next() {
        return endpoints.login(random.nextInt(users) + 1, this::receive);
    }

    /** The access token of a login that nobody else was given here. */
    @Nullable
    String takeAccessToken() {
        return accessTokens.poll();
    }

    private boolean receive(int status, ByteBuf body) {
        IssuedTokens tokens = status == Reception.OK ? IssuedTokens.in(body) : null;
        if (tokens != null && accessTokens.size() < KEPT) {
            accessTokens.add(tokens.accessToken());
        }
        return tokens != null;
    }
}
