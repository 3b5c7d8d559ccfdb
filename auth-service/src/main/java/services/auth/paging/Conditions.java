package services.auth.paging;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions of a search, those alone that are asked for: in a statement with all of them, each switched on by a parameter,
 * the planner could use no index.
 */
public final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * One more.
     *
     * @param condition SQL with a question mark for each value, never with anything that a client wrote
     */
    public Conditions and(String condition, Object... itsValues) {
        conditions.add(condition);
        values.addAll(Arrays.asList(itsValues));
        return this;
    }

    /** The WHERE clause; it holds of everything when there are none. */
    public String where() {
        return conditions.isEmpty() ? " WHERE true" : " WHERE " + String.join(" AND ", conditions);
    }

    /** Sets the values, and the limit behind them. */
    public void bind(PreparedStatement statement, int limit) throws SQLException {
        int index = 1;
        for (Object value : values) {
            statement.setObject(index++, value);
        }
        statement.setInt(index, limit);
    }
}
