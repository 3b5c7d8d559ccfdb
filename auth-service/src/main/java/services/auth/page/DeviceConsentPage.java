package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Asks whether a device may have what it asks for, and has the code compared with the one that the device shows (RFC 8628 sections 3.3.1
 * and 5.4). Two buttons post {@code decision}, which is {@code allow} or {@code deny}.
 *
 * @param username who is asked
 * @param scopes scope tokens, each of which is told in words
 * @param action the path that the form is posted to
 * @param hidden fields that are posted along
 */
public record DeviceConsentPage(
        RequestingClient client,
        String username,
        String userCode,
        List<String> scopes,
        String action,
        Map<String, String> hidden)
        implements PageModel {

    @Override
    public List<URI> images() {
        return client.images();
    }
}
