package services.auth.error;

import java.net.BindException;

import org.flywaydb.core.api.exception.FlywayValidateException;

/** One line for the operator instead of a stack trace when the service cannot start. */
public final class StartFailure {

    private StartFailure() {}

    /** What to do about a failed start, found among the causes of the exception. */
    public static String describe(Throwable failure) {
        Throwable cause = failure;
        while (true) {
            switch (cause) {
                case BindException taken -> {
                    return "a port is taken (" + taken.getMessage()
                            + "); set AUTH_SERVICE_PORT or AUTH_SERVICE_INTERNAL_PORT to free ones";
                }
                case FlywayValidateException mismatch -> {
                    return "the database was written by another, probably newer version of this service; run that version, "
                            + "or restore the backup made before the upgrade. "
                            + firstLine(mismatch);
                }
                case SettingException setting -> {
                    return firstLine(setting);
                }
                default -> {
                    if (cause.getCause() == null) {
                        return firstLine(cause);
                    }
                    cause = cause.getCause();
                }
            }
        }
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
    }
}
