package services.local.history;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;

/** What was asked for. */
public sealed interface Action {

    /** The credential whose life the answer tells something about. */
    default Optional<Credential> presented() {
        return Optional.empty();
    }

    /** @param issued what came, when it was accepted */
    record Login(String user, @Nullable Pair issued) implements Action {}

    /**
     * @param spent whose refresh token was presented
     * @param issued what came, when it was accepted
     */
    record Refresh(Pair spent, @Nullable Pair issued) implements Action {}

    /** Asks whether the credential is live. */
    record Validation(Credential credential, Door door) implements Action {

        @Override
        public Optional<Credential> presented() {
            return Optional.of(credential);
        }
    }

    /** Where a credential can be presented. */
    enum Door {
        /** {@code POST /validateToken} of an auth-service. */
        INTERNAL,
        /** {@code GET /users/me} of an auth-service. */
        ACCOUNT,
        /** {@code GET /data} of resource-service. */
        DATA
    }

    /** Ends the login of the bearer. */
    record Logout(Pair bearer) implements Action {

        @Override
        public Optional<Credential> presented() {
            return Optional.of(bearer);
        }
    }

    /** Ends every login of the bearer's user. */
    record LogoutEverywhere(Pair bearer) implements Action {

        @Override
        public Optional<Credential> presented() {
            return Optional.of(bearer);
        }
    }

    /** Ends any one login of the bearer's user; accepted also when it was over already. */
    record EndSession(Pair bearer, Session ended) implements Action {

        @Override
        public Optional<Credential> presented() {
            return Optional.of(bearer);
        }
    }

    /** @param issued what came, when it was accepted */
    record CreateApiKey(Pair bearer, @Nullable ApiKey issued) implements Action {

        @Override
        public Optional<Credential> presented() {
            return Optional.of(bearer);
        }
    }

    /** Accepted also when it was deleted already. */
    record DeleteApiKey(Pair bearer, ApiKey deleted) implements Action {

        @Override
        public Optional<Credential> presented() {
            return Optional.of(bearer);
        }
    }
}
