package services.resource.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Tells a database that cannot answer now from a statement that is wrong. */
public final class DatabaseOutage {

    // PostgreSQL, appendix A: connection, insufficient resources, operator intervention, system error,
    // and the two of class 40 and 55 that another try may cure
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    private static final Set<String> STATES = Set.of("40001", "40P01", "55P03", "25006");

    private DatabaseOutage() {}

    public static boolean isBehind(Throwable failure) {
        return outage(failure) != null;
    }

    /** One line for the log, or the failure itself where no outage is behind it. */
    public static String describe(Throwable failure) {
        SQLException outage = outage(failure);
        if (outage == null) {
            return String.valueOf(failure.getMessage());
        }
        Throwable root = outage.getCause() instanceof SQLException cause ? cause : outage;
        return "the database cannot answer: "
                + String.valueOf(root.getMessage()).replace('\n', ' ');
    }

    private static @Nullable SQLException outage(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException exception && isOutage(exception)) {
                return exception;
            }
        }
        return null;
    }

    private static boolean isOutage(SQLException exception) {
        // the pool's own exceptions: a timeout is a transient one, a connection that died carries no state
        if (exception instanceof SQLTransientException || exception instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = exception.getSQLState();
        return state == null
                || STATES.contains(state)
                || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
