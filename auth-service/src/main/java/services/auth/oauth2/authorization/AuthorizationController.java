package services.auth.oauth2.authorization;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.Nullable;
import services.auth.page.AnswersHtml;
import services.auth.page.Form;

/** {@code /oauth2/authorize} (RFC 6749 section 3.1), by GET and by POST (OpenID Connect Core 1.0 section 3.1.2.1). */
@Controller("/oauth2/authorize")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.ALL)
@AnswersHtml(takesFormsFromElsewhere = true)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class AuthorizationController {

    private final Authorizations authorizations;

    AuthorizationController(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    @Get
    HttpResponse<?> authorize(HttpRequest<?> request) {
        return authorizations.answer(request, request.getParameters().asMap());
    }

    @Post(consumes = MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> authorizePosted(HttpRequest<?> request, @Nullable @Body byte[] form) {
        return authorizations.answerPosted(request, Form.fromElsewhere(form));
    }
}
