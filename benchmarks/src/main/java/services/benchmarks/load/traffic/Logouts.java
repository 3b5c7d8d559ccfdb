package services.benchmarks.load.traffic;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;

/** Users who log out, each once, as long as there are any. */
public final class Logouts implements Traffic {

    private final Endpoints endpoints;
    private final Supplier<@Nullable String> accessTokens;

    private Logouts(Endpoints endpoints, Supplier<@Nullable String> accessTokens) {
        this.endpoints = endpoints;
        this.accessTokens = accessTokens;
    }

    public static Logouts of(Endpoints endpoints, Refreshes refreshed) {
        return new Logouts(endpoints, refreshed::takeAccessToken);
    }

    public static Logouts of(Endpoints endpoints, Logins loggedIn) {
        return new Logouts(endpoints, loggedIn::takeAccessToken);
    }

    @Override
    public @Nullable Request next() {
        String accessToken = accessTokens.get();
        return accessToken == null ? null : endpoints.logout(accessToken);
    }
}
