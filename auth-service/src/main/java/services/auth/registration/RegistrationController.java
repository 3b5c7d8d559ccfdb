package services.auth.registration;

import java.util.List;
import java.util.UUID;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Problem;
import services.auth.user.NewUser;
import services.auth.user.PasswordHasher;
import services.auth.user.Role;
import services.auth.user.TakenException;
import services.auth.user.User;
import services.auth.user.Users;

/** {@code POST /register}: makes an account. */
@Controller("/register")
@Secured(SecurityRule.IS_ANONYMOUS)
class RegistrationController {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationController.class);

    private final Users users;
    private final PasswordHasher passwordHasher;

    RegistrationController(Users users, PasswordHasher passwordHasher) {
        this.users = users;
        this.passwordHasher = passwordHasher;
    }

    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> register(@Valid @Body RegistrationRequest registration) {
        // hashed first, so that a taken name takes as long as a free one
        String passwordHash = passwordHasher.hash(registration.password());
        try {
            User user = users.create(
                    new NewUser(
                            UUID.randomUUID(),
                            registration.username(),
                            registration.email(),
                            false,
                            passwordHash,
                            null),
                    List.of(Role.SUBSCRIBER));
            LOG.info("User {} registered", user.id());
            return HttpResponse.created(RegistrationResponse.of(user));
        } catch (TakenException taken) {
            LOG.info("Registration refused: the username or the e-mail address is taken");
            // which of the two it is, is not told
            return Problem.of(
                            HttpStatus.CONFLICT,
                            "username_or_email_taken",
                            "This username or this e-mail address has an account already.")
                    .toResponse();
        }
    }
}
