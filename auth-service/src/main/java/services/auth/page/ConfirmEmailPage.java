package services.auth.page;

/**
 * Asks for the code that was sent to an address; its form is posted to {@code /signup/confirm}.
 *
 * @param optional whether somebody may sign in without
 */
public record ConfirmEmailPage(String email, boolean optional, Errors errors) implements PageModel {}
