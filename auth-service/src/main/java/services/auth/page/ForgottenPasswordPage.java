package services.auth.page;

/** Asks where to send a code; its form is posted to {@code /forgotten-password}. */
public record ForgottenPasswordPage(String email, Errors errors) implements PageModel {}
