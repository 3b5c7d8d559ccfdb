package services.auth.page;

import java.time.Duration;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.request.RequestId;

/** Tells people what went wrong, with a way back and what they can tell support, and nothing of the inside. */
@Singleton
public class ErrorPages {

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    /** The page of that error, with its status. */
    public MutableHttpResponse<String> show(Visit visit, PageError error) {
        return show(visit, error, null);
    }

    /**
     * The page of that error, with its status.
     *
     * @param detail for whoever develops the client, such as an error code and its description (RFC 6749 section 4.1.2.1)
     */
    public MutableHttpResponse<String> show(Visit visit, PageError error, @Nullable String detail) {
        MutableHttpResponse<String> page =
                pages.show(visit, error.status(), page(visit, error, Message.of(text(error)), detail));
        if (error == PageError.UNAVAILABLE) {
            page.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return page;
    }

    /** @param wait until the next try */
    MutableHttpResponse<String> tooManyRequests(Visit visit, Duration wait) {
        PageError error = PageError.TOO_MANY_REQUESTS;
        return pages.show(visit, error.status(), page(visit, error, Message.tooManyTries(wait), null))
                .header(HttpHeaders.RETRY_AFTER, Message.seconds(wait));
    }

    private static ErrorPage page(Visit visit, PageError error, Message text, @Nullable String detail) {
        return new ErrorPage(
                Message.of("error." + error.wireName() + ".title"),
                text,
                detail,
                RequestId.of(visit.request()),
                hasWayBack(error) ? visit.here() : null);
    }

    private static String text(PageError error) {
        return "error." + error.wireName() + ".text";
    }

    /** Whether the page that somebody came from is of use once more. */
    private static boolean hasWayBack(PageError error) {
        return switch (error) {
            case FORM_EXPIRED, BAD_REQUEST, TOO_MANY_REQUESTS, UNAVAILABLE, INTERNAL -> true;
            case CLIENT_UNKNOWN,
                    REDIRECT_URI_WRONG,
                    AUTHORIZATION_REQUEST_WRONG,
                    AUTHORIZATION_REQUEST_EXPIRED,
                    FORBIDDEN,
                    NOT_FOUND -> false;
        };
    }
}
