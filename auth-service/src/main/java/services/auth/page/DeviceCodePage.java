package services.auth.page;

/**
 * Asks for the code that a device shows (RFC 8628 section 3.3). The form posts {@code user_code}.
 *
 * @param userCode what the field begins with
 * @param action the path that the form is posted to
 */
public record DeviceCodePage(String userCode, String action, Errors errors) implements PageModel {}
