package services.auth.login;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import services.auth.error.UnavailableException;
import services.auth.user.PasswordHasher;

/**
 * Sheds logins before their bodies are read when too many wait already: of a storm most end here. {@link LoginThrottle} keeps
 * the bound; it holds nobody's place for a body that comes slowly.
 *
 * <p>They are told so after a moment, which costs nothing: clients that come back as soon as they are refused would else take
 * the processors that hashing needs, and would be refused for as long as they come.
 */
@ServerFilter({"/login", "/signin"})
class LoginAdmissionFilter implements Ordered {

    static final Duration MOMENT = Duration.ofMillis(250);

    /** How many are kept waiting for their refusal: they take memory. More are refused at once. */
    static final int MOST_HELD = 1_000;

    private final PasswordHasher passwordHasher;
    private final Executor later = CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    private final Semaphore room = new Semaphore(MOST_HELD);

    LoginAdmissionFilter(PasswordHasher passwordHasher) {
        this.passwordHasher = passwordHasher;
    }

    /**
     * Lets the request pass, or fails after a moment.
     *
     * @return the request as it came
     * @throws UnavailableException when there is no room for another login, and many wait to be told so
     */
    @RequestFilter
    CompletionStage<HttpRequest<?>> check(HttpRequest<?> request) {
        try {
            if (request.getMethod() == HttpMethod.POST) {
                passwordHasher.checkRoom();
            }
            return CompletableFuture.completedFuture(request);
        } catch (UnavailableException full) {
            if (!room.tryAcquire()) {
                throw full;
            }
            return CompletableFuture.supplyAsync(() -> refuse(full), later);
        }
    }

    private HttpRequest<?> refuse(UnavailableException full) {
        room.release();
        throw full;
    }

    /** After the filters that make pages of errors. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
