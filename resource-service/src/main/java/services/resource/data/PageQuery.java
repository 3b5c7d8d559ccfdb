package services.resource.data;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.resource.error.ProblemCode;
import services.resource.error.ProblemException;

/**
 * Which page of the list is asked for.
 *
 * @param limit how many items at most
 * @param after the last item of the page before, absent for the first page
 */
record PageQuery(int limit, Optional<UUID> after) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;
    private static final int CURSOR_BYTES = 16;

    /** @throws ProblemException when a parameter is not one that a page can have */
    static PageQuery parse(@Nullable String limit, @Nullable String after) {
        return new PageQuery(
                limit == null ? DEFAULT_LIMIT : parseLimit(limit),
                Optional.ofNullable(after).map(PageQuery::parseCursor));
    }

    /** What a client sends as {@code after} to get the page behind that item. */
    static String cursor(UUID last) {
        ByteBuffer bytes = ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static int parseLimit(String text) {
        // ASCII digits only: Integer.parseInt would also take signs and the digits of other scripts
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "limit is a number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    private static UUID parseCursor(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == CURSOR_BYTES) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException e) {
            // not base64: told below, like a cursor of the wrong length
        }
        throw new ProblemException(ProblemCode.INVALID_REQUEST, "after is the value of next from an earlier page.");
    }
}
