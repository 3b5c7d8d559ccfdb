package services.auth.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

@Singleton
@Produces(MediaType.TEXT_HTML)
final class FormRefusedHandler implements ExceptionHandler<FormRefusedException, HttpResponse<String>> {

    private final ErrorPages errorPages;

    FormRefusedHandler(ErrorPages errorPages) {
        this.errorPages = errorPages;
    }

    @Override
    public HttpResponse<String> handle(HttpRequest request, FormRefusedException refused) {
        return errorPages.show(Visit.of(request), refused.error());
    }
}
