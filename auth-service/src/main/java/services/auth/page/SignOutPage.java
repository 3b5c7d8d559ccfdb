package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Asks whether to sign out, as OpenID Connect RP-Initiated Logout 1.0 section 2 wants it. Two buttons post {@code decision}, which is
 * {@code sign_out} or {@code stay}.
 *
 * @param username who is signed in
 * @param client the name of the client that asks for it, if one does
 * @param action the path that the form is posted to
 * @param hidden fields that are posted along
 * @param returnsTo where the browser is sent after it, if that is a client's address
 */
public record SignOutPage(
        String username,
        @Nullable String client,
        String action,
        Map<String, String> hidden,
        @Nullable URI returnsTo) implements PageModel {

    @Override
    public Optional<List<URI>> formTargets(Visit visit) {
        return Optional.of(returnsTo == null ? List.of() : List.of(returnsTo));
    }
}
