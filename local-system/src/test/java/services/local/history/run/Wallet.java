package services.local.history.run;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import services.local.history.Credential;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;
import services.local.history.Session;
import services.local.roundtrip.Answer;
import tools.jackson.databind.json.JsonMapper;

/** The secrets behind the credentials of a history. */
final class Wallet {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<Session, String> sessionIds = new HashMap<>();
    private final Map<String, Pair> pairs = new HashMap<>();
    private final Map<Pair, Tokens> tokens = new HashMap<>();
    private final Map<ApiKey, Key> keys = new HashMap<>();

    private record Tokens(String access, String refresh) {}

    private record Key(String id, String value) {}

    /** The pair in that answer; the same where requests at once were given the same. */
    synchronized Pair pair(String user, Answer answer) {
        String access = answer.text("/token");
        return pairs.computeIfAbsent(access, ignored -> {
            String sid = sid(access);
            Session session = sessions.computeIfAbsent(sid, unseen -> new Session(user, sessions.size() + 1));
            sessionIds.put(session, sid);
            Pair pair = new Pair(session, pairs.size() + 1);
            tokens.put(pair, new Tokens(access, answer.text("/refresh_token")));
            return pair;
        });
    }

    synchronized ApiKey apiKey(String user, Answer answer) {
        ApiKey key = new ApiKey(user, keys.size() + 1);
        keys.put(key, new Key(answer.text("/id"), answer.text("/key")));
        return key;
    }

    synchronized List<Pair> pairs() {
        return List.copyOf(tokens.keySet());
    }

    synchronized List<ApiKey> apiKeys() {
        return List.copyOf(keys.keySet());
    }

    /** What is presented. */
    synchronized String value(Credential credential) {
        return switch (credential) {
            case Pair pair -> Objects.requireNonNull(tokens.get(pair)).access();
            case ApiKey key -> Objects.requireNonNull(keys.get(key)).value();
        };
    }

    synchronized String refreshToken(Pair pair) {
        return Objects.requireNonNull(tokens.get(pair)).refresh();
    }

    synchronized String id(ApiKey key) {
        return Objects.requireNonNull(keys.get(key)).id();
    }

    synchronized String id(Session session) {
        return Objects.requireNonNull(sessionIds.get(session));
    }

    private static String sid(String accessToken) {
        byte[] claims = Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]);
        return UUID.fromString(JSON.readTree(new String(claims, StandardCharsets.UTF_8))
                        .at("/sid")
                        .asString())
                .toString();
    }
}
