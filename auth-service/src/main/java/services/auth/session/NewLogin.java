package services.auth.session;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.auth.token.Confirmation;

/**
 * A login that begins.
 *
 * @param generation the user's, as it was when the user proved to be that one
 * @param address from which the user logs in; absent where the user is not here
 * @param authorization what the user has allowed the client; nothing where the roles alone decide
 * @param codeHash of the code against which the client gets it, once
 * @param confirmation what its tokens are bound to
 */
public record NewLogin(
        UUID userId,
        int generation,
        String clientId,
        TokenTerms terms,
        @Nullable String address,
        Optional<Authorization> authorization,
        Optional<String> codeHash,
        Confirmation confirmation) {}
