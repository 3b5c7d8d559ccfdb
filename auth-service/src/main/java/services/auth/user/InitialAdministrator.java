package services.auth.user;

import java.util.List;
import java.util.UUID;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.StartException;
import services.auth.schema.Schema;

/** Makes the superuser that the settings name, unless somebody of that name is there already. */
@Context
@Requires(property = "auth-service.admin.username")
class InitialAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(InitialAdministrator.class);
    private static final int MIN_PASSWORD_LENGTH = 12;

    private final AdministratorConfiguration configuration;
    private final Users users;
    private final PasswordHasher passwordHasher;

    /** The account to make. There is no default password, on purpose. */
    @ConfigurationProperties("auth-service.admin")
    record AdministratorConfiguration(
            String username,
            @Nullable String email,
            @Nullable String password) {}

    InitialAdministrator(
            AdministratorConfiguration configuration,
            Users users,
            PasswordHasher passwordHasher,
            @SuppressWarnings("unused") Schema migrated) {
        this.configuration = configuration;
        this.users = users;
        this.passwordHasher = passwordHasher;
    }

    @PostConstruct
    void create() {
        String password = configuration.password();
        String email = configuration.email();
        if (email == null || password == null || password.length() < MIN_PASSWORD_LENGTH) {
            throw new StartException("AUTH_SERVICE_ADMIN_USERNAME asks for AUTH_SERVICE_ADMIN_EMAIL and for an "
                    + "AUTH_SERVICE_ADMIN_PASSWORD of at least " + MIN_PASSWORD_LENGTH + " characters");
        }
        if (users.findByLogin(configuration.username()).isPresent()) {
            return;
        }
        try {
            User user = users.create(
                    new NewUser(
                            UUID.randomUUID(),
                            configuration.username(),
                            email,
                            true,
                            passwordHasher.hash(password),
                            null),
                    List.of(Role.SUBSCRIBER, Role.SUPERUSER));
            LOG.info("Made the administrator {}", user.id());
        } catch (TakenException anotherInstanceWasFaster) {
            LOG.info("The administrator is there already");
        }
    }
}
