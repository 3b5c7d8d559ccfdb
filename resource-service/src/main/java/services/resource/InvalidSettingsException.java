package services.resource;

/** Settings are missing or wrong; the message names their environment variables. */
final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingsException(String complaints) {
        super(complaints);
    }
}
