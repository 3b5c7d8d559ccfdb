package services.auth.user;

import java.sql.SQLException;

import io.micronaut.data.exceptions.DataAccessException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The username, or the confirmed e-mail address, belongs to somebody already. */
public final class TakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String EMAIL_INDEX = "users_email_verified";

    private final boolean isEmail;

    private TakenException(boolean isEmail) {
        super(isEmail ? "The e-mail address is taken" : "The username is taken");
        this.isEmail = isEmail;
    }

    static TakenException ofUsername() {
        return new TakenException(false);
    }

    /** Whether it is the address; otherwise it is the username. */
    public boolean isEmail() {
        return isEmail;
    }

    /** This exception if that is why the database refused, otherwise what was thrown. */
    static RuntimeException of(DataAccessException refused) {
        if (refused.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
            return new TakenException(EMAIL_INDEX.equals(constraint(sql)));
        }
        return refused;
    }

    private static String constraint(SQLException sql) {
        ServerErrorMessage message = sql instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String constraint = message == null ? null : message.getConstraint();
        return constraint == null ? "" : constraint;
    }
}
