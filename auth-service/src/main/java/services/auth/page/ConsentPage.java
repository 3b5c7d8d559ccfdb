package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks whether a client may have what it asks for (OpenID Connect Core 1.0 section 3.1.2.4). Two buttons post {@code decision}, which is
 * {@code allow} or {@code deny}.
 *
 * @param username who is asked
 * @param scopes scope tokens, each of which is told in words
 * @param action the path that the form is posted to
 * @param hidden fields that are posted along
 * @param redirectUri where the browser is sent with the answer
 */
public record ConsentPage(
        RequestingClient client,
        String username,
        List<String> scopes,
        String action,
        Map<String, String> hidden,
        URI redirectUri)
        implements PageModel {

    @Override
    public Optional<List<URI>> formTargets(Visit visit) {
        return Optional.of(List.of(redirectUri));
    }

    @Override
    public List<URI> images() {
        return client.images();
    }
}
