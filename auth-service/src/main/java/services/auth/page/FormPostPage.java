package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries the answer to an authorization request to the client in a form (OAuth 2.0 Form Post Response Mode). It sends itself off; where
 * scripts do not run, a button does.
 *
 * @param redirectUri where the form is posted to
 * @param fields what is posted
 */
public record FormPostPage(URI redirectUri, Map<String, String> fields) implements PageModel {

    @Override
    public Optional<List<URI>> formTargets(Visit visit) {
        // the client's answer may be a redirect to anywhere
        return Optional.empty();
    }

    @Override
    public boolean sendsItself() {
        return true;
    }
}
