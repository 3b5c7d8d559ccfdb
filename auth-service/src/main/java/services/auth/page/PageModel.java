package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What stands in a page. Its template reads the components of the record by their names. */
public sealed interface PageModel
        permits SignInPage,
                SignUpPage,
                ConfirmEmailPage,
                ForgottenPasswordPage,
                ResetPasswordPage,
                SignOutPage,
                AccountPage,
                ConsentPage,
                DeviceCodePage,
                DeviceConsentPage,
                FormPostPage,
                MessagePage,
                ErrorPage {

    /**
     * Where a form of the page may lead in the end, besides this service.
     *
     * @return nothing when only the redirects after it tell
     */
    default Optional<List<URI>> formTargets(Visit visit) {
        return Optional.of(List.of());
    }

    /** Whether it has the script that sends its form off by itself. */
    default boolean sendsItself() {
        return false;
    }

    /** Images that are not this service's own. */
    default List<URI> images() {
        return List.of();
    }
}
