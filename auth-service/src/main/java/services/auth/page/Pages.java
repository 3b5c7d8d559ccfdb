package services.auth.page;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import org.jspecify.annotations.Nullable;

/** Writes pages, with the headers that each of them has. */
@Context
public class Pages {

    private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

    private final PebbleEngine engine;
    private final Brand brand;
    private final FormTokens formTokens;
    private final PathPrefix pathPrefix;

    Pages(Texts texts, Brand brand, FormTokens formTokens, PathPrefix pathPrefix) {
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("pages");
        loader.setSuffix(".html");
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .extension(new TextFunctions(texts), new LinkFunction(pathPrefix))
                .build();
        this.brand = brand;
        this.formTokens = formTokens;
        this.pathPrefix = pathPrefix;
    }

    /** The page, for that visit. */
    public MutableHttpResponse<String> show(Visit visit, HttpStatus status, PageModel page) {
        @Nullable String kept = formTokens.cookie(visit.request());
        String cookie = kept == null ? formTokens.make() : kept;
        MutableHttpResponse<String> response = withHeaders(HttpResponse.status(status))
                .contentType(HTML)
                .header("Content-Security-Policy", ContentSecurityPolicy.of(page, visit, brand.foreignLogo()))
                .body(render(visit, page, formTokens.token(cookie)));
        return kept == null ? response.cookie(formTokens.toCookie(cookie)) : response;
    }

    /**
     * Sends the browser on after a form, so that the form is not sent again with the next page (RFC 9700 section 4.12).
     *
     * @param location a path of this service, or the address of a client
     */
    public MutableHttpResponse<?> goOn(String location) {
        return withHeaders(HttpResponse.status(HttpStatus.SEE_OTHER))
                .header(HttpHeaders.LOCATION, pathPrefix.before(location));
    }

    private static <T> MutableHttpResponse<T> withHeaders(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                // not "no-referrer": with it browsers would send "Origin: null" with our own forms
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private String render(Visit visit, PageModel page, String formToken) {
        StringWriter html = new StringWriter();
        String language = visit.locale().language();
        try {
            engine.getTemplate(template(page))
                    .evaluate(
                            html,
                            Map.of(
                                    "page", page,
                                    "visit", visit,
                                    "brand", brand,
                                    "language", language,
                                    "formToken", formToken),
                            Locale.of(language));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }

    private static String template(PageModel page) {
        return switch (page) {
            case SignInPage ignored -> "sign-in";
            case SignUpPage ignored -> "sign-up";
            case ConfirmEmailPage ignored -> "confirm-email";
            case ForgottenPasswordPage ignored -> "forgotten-password";
            case ResetPasswordPage ignored -> "reset-password";
            case SignOutPage ignored -> "sign-out";
            case AccountPage ignored -> "account";
            case ConsentPage ignored -> "consent";
            case DeviceCodePage ignored -> "device-code";
            case DeviceConsentPage ignored -> "device-consent";
            case FormPostPage ignored -> "form-post";
            case MessagePage ignored -> "message";
            case ErrorPage ignored -> "error";
        };
    }
}
