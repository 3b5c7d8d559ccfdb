package services.auth.page;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The own account. Its forms are posted to {@code /account}: {@code end} with the id of a login, {@code withdraw} with the id of a
 * client.
 *
 * @param hasMoreLogins whether there are more than are shown
 */
public record AccountPage(
        String username, String email, boolean emailVerified, List<Login> logins, boolean hasMoreLogins, List<App> apps)
        implements PageModel {

    /**
     * A login that is not over.
     *
     * @param name of the app; absent for a browser
     * @param current whether it is the one of this very browser
     * @param address from which the user logged in, where that is known
     */
    public record Login(
            String id,
            @Nullable String name,
            boolean current,
            Instant since,
            @Nullable String address) {}

    /** A client that the user has allowed something. */
    public record App(String id, String name, List<String> scopes, Instant since) {}
}
