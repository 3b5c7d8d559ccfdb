package services.auth.page;

/** Asks for the code and a new password; its form is posted to {@code /reset-password}. */
public record ResetPasswordPage(String email, Errors errors) implements PageModel {}
