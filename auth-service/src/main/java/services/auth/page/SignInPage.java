package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Asks for username and password; its form is posted to {@code /signin}.
 *
 * @param username what the field begins with
 */
public record SignInPage(String username, Errors errors) implements PageModel {

    @Override
    public Optional<List<URI>> formTargets(Visit visit) {
        // browsers hold form-action against each redirect after a form, and this one is followed to the client, whose
        // address may be known
        // to the authorization endpoint alone
        return visit.returnTo().leadsToClient() ? Optional.empty() : PageModel.super.formTargets(visit);
    }
}
