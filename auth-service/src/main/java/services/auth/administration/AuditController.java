package services.auth.administration;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditEvent;
import services.auth.audit.AuditSearch;
import services.auth.audit.AuditType;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.paging.After;
import services.auth.paging.Limit;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;

/** {@code GET /audit}: the audit log, newest first. */
@Controller("/audit")
@Secured(Caller.AUDIT_READ)
class AuditController {

    private static final List<String> OUTCOMES = List.of("success", "failure");

    private final AuditSearch search;

    AuditController(AuditSearch search) {
        this.search = search;
    }

    /**
     * Lists what happened, newest first.
     *
     * @param actor who did it
     * @param user to whom
     * @param from the first moment, in RFC 3339
     * @param until the first moment that is not asked for any more
     */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<AuditEventResponse> list(
            @Nullable @QueryValue String type,
            @Nullable @QueryValue String outcome,
            @Nullable @QueryValue("actor_id") String actor,
            @Nullable @QueryValue("user_id") String user,
            @Nullable @QueryValue String address,
            @Nullable @QueryValue("request_id") String requestId,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String until,
            @Limit @Nullable @QueryValue String limit,
            @After @Nullable @QueryValue String after) {
        PageQuery page = PageQuery.parse(limit, after);
        List<AuditEvent> found = search.find(new AuditSearch.Query(
                parse(type, AuditController::type),
                parse(outcome, AuditController::outcome),
                parse(actor, UUID::fromString),
                parse(user, UUID::fromString),
                address,
                requestId,
                parse(from, AuditController::time),
                parse(until, AuditController::time),
                page.after(),
                page.oneMore()));
        return Page.of(found, page, AuditEvent::id).map(AuditEventResponse::of);
    }

    private static <T> @Nullable T parse(@Nullable String text, Function<String, T> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw new ProblemException(Problem.invalidRequest(
                    "There is no such type, outcome or id, or a time is not in RFC 3339: " + text));
        }
    }

    private static String type(String text) {
        return AuditType.find(text).orElseThrow(IllegalArgumentException::new).wireName();
    }

    private static String outcome(String text) {
        if (!OUTCOMES.contains(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
