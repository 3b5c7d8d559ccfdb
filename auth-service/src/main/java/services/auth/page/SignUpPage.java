package services.auth.page;

/** Asks for what an account needs; its form is posted to {@code /signup}. */
public record SignUpPage(String username, String email, Errors errors) implements PageModel {}
