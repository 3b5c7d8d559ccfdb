package services.auth.error;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micronaut.http.server.exceptions.ServerStartupException;

/** One line for the operator instead of a stack trace when the service cannot start. */
public final class StartFailure {

    private static final Pattern SETTING = Pattern.compile("auth-service(\\.[a-z0-9-]+)+");

    private StartFailure() {}

    /** What to do about a failed start, found among the causes of the exception. */
    public static String describe(Throwable failure) {
        return find(failure, StartException.class)
                .map(Throwable::getMessage)
                .or(() -> find(failure, ServerStartupException.class).flatMap(StartFailure::takenPort))
                .or(() -> wrongSetting(failure))
                .map(StartFailure::oneLine)
                .orElseGet(() -> oneLine(
                        causes(failure).reduce((first, second) -> second).orElse(failure)));
    }

    /** Each transport has an exception of its own for it. */
    private static Optional<String> takenPort(ServerStartupException failure) {
        return find(failure, IOException.class)
                .map(ignored -> failure.getMessage()
                        + ": a port is taken; set AUTH_SERVICE_PORT or AUTH_SERVICE_INTERNAL_PORT to a free one");
    }

    /** The library names the property that it could not read. */
    private static Optional<String> wrongSetting(Throwable failure) {
        return causes(failure)
                .map(cause -> SETTING.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .reduce((first, second) -> second)
                .map(property ->
                        property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')
                                + " is missing or is not what it should be");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String oneLine(Throwable failure) {
        return oneLine(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    private static String oneLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
