package services.auth.paging;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.auth.error.Problem;
import services.auth.error.ProblemException;

/**
 * Which page of a list is asked for.
 *
 * @param limit how many items at most
 * @param after the last item of the page before; null for the first page
 */
public record PageQuery(int limit, @Nullable UUID after) {

    static final int DEFAULT_LIMIT = 20;
    /** How long a page is at the most. */
    public static final int MAX_LIMIT = 100;

    /** @throws ProblemException 400 when a parameter is not one that a page can have */
    public static PageQuery parse(@Nullable String limit, @Nullable String after) {
        return new PageQuery(
                limit == null ? DEFAULT_LIMIT : parseLimit(limit), after == null ? null : parseCursor(after));
    }

    /** How many to look for, so that the last page is known as such. */
    public int oneMore() {
        return limit + 1;
    }

    private static int parseLimit(String text) {
        // ASCII digits only: Integer.parseInt would also take signs and the digits of other scripts
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(Problem.invalidRequest("limit is a number from 1 to " + MAX_LIMIT + "."));
        }
        return limit;
    }

    private static UUID parseCursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.invalidRequest("after is the value of next from an earlier page."));
        }
    }
}
