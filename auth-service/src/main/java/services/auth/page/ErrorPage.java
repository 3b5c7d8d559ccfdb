package services.auth.page;

import org.jspecify.annotations.Nullable;

/**
 * Tells what went wrong, see {@link ErrorPages}.
 *
 * @param detail for whoever develops the client, if it concerns them
 * @param requestId by which support finds it in the log
 * @param back where to try again, if that is of use
 */
record ErrorPage(
        Message title,
        Message text,
        @Nullable String detail,
        String requestId,
        @Nullable String back) implements PageModel {}
