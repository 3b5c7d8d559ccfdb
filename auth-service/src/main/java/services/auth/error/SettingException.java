package services.auth.error;

/** A setting is missing or wrong; the message names its environment variable and what it should be. */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
