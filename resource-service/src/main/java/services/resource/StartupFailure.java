package services.resource;

import java.sql.SQLException;
import java.util.Optional;

import io.micronaut.http.server.exceptions.ServerStartupException;
import services.resource.data.SchemaTooNewException;
import services.resource.tls.UnusableCertificateException;

/** Says in one line why the service does not start. */
final class StartupFailure {

    private StartupFailure() {}

    static String explain(Throwable failure) {
        return find(failure, InvalidSettingsException.class)
                .map(InvalidSettingsException::getMessage)
                .or(() -> find(failure, SchemaTooNewException.class).map(SchemaTooNewException::getMessage))
                .or(() -> find(failure, UnusableCertificateException.class).map(StartupFailure::explainCertificate))
                .or(() -> find(failure, ServerStartupException.class).map(StartupFailure::explainListener))
                .or(() -> find(failure, SQLException.class).map(StartupFailure::explainDatabase))
                .orElseGet(() -> oneLine(root(failure).toString()));
    }

    private static String explainCertificate(UnusableCertificateException failure) {
        return oneLine(String.valueOf(failure.getMessage()));
    }

    private static String explainListener(ServerStartupException failure) {
        return oneLine(failure.getMessage() + " (" + root(failure).getMessage() + "): set "
                + Settings.variable("host") + ", " + Settings.variable("port") + " or "
                + Settings.variable("internal-port"));
    }

    private static String explainDatabase(SQLException failure) {
        return oneLine(
                "the database refuses (SQLState " + failure.getSQLState() + "): " + failure.getMessage() + ": check "
                        + Settings.variable("database.url") + ", " + Settings.variable("database.username") + " and "
                        + Settings.variable("database.password"));
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
