package services.auth.administration;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import services.auth.token.Scope;
import services.auth.user.NewUser;
import services.auth.user.PasswordHasher;
import services.auth.user.Rights;
import services.auth.user.Role;
import services.auth.user.Roles;
import services.auth.user.UserImports;
import services.auth.user.Users;

/** Reads the lines of an import. */
@Singleton
class ImportedUsers {

    private final Users users;
    private final Roles roles;
    private final ObjectMapper mapper;
    private final Validator validator;

    ImportedUsers(Users users, Roles roles, ObjectMapper mapper, Validator validator) {
        this.users = users;
        this.roles = roles;
        this.mapper = mapper;
        this.validator = validator;
    }

    /** For lines from that user, who gives away no more than they have. */
    Reader from(UUID actor) {
        return new Reader(users.rights(actor));
    }

    /** A line is not an account. */
    static final class InvalidLineException extends Exception {

        private static final long serialVersionUID = 1;

        InvalidLineException(String message) {
            super(message);
        }
    }

    /** Reads the lines of one import. */
    final class Reader {

        private final Rights rights;
        private final Map<String, Optional<Role>> knownRoles = new HashMap<>();

        private Reader(Rights rights) {
            this.rights = rights;
        }

        UserImports.Import read(String line) throws InvalidLineException {
            ImportedUser user = parse(line);
            check(user);
            NewUser account = new NewUser(
                    UUID.randomUUID(),
                    user.username(),
                    user.email(),
                    Boolean.TRUE.equals(user.emailVerified()),
                    user.passwordHash() == null ? "" : user.passwordHash(),
                    user.locale());
            return new UserImports.Import(account, user.claims(), user.rolesOrDefault());
        }

        private ImportedUser parse(String line) throws InvalidLineException {
            if (line.length() > Lines.LONGEST) {
                throw new InvalidLineException("this line is longer than " + Lines.LONGEST + " bytes");
            }
            try {
                ImportedUser user = mapper.readValue(line, ImportedUser.class);
                if (user != null) {
                    return user;
                }
            } catch (IOException | RuntimeException malformed) {
                // told below, as for the JSON null; what a parser says may quote a hash
            }
            throw new InvalidLineException("this is not an account in JSON");
        }

        private void check(ImportedUser user) throws InvalidLineException {
            Set<ConstraintViolation<ImportedUser>> violations = validator.validate(user);
            if (!violations.isEmpty()) {
                throw new InvalidLineException(violations.stream()
                        .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                        .sorted()
                        .collect(Collectors.joining("; ")));
            }
            if (user.passwordHash() != null && !PasswordHasher.recognises(user.passwordHash())) {
                throw new InvalidLineException(
                        "password_hash is of no form that is known, or takes too long to compute");
            }
            for (String role : user.rolesOrDefault()) {
                if (!mayGive(role)) {
                    throw new InvalidLineException("there is no role " + role + ", or it allows more than your own");
                }
            }
        }

        private boolean mayGive(String name) {
            return knownRoles
                    .computeIfAbsent(name, roles::find)
                    .filter(role -> rights.isSuperuser()
                            || !name.equals(Role.SUPERUSER) && rights.cover(Scope.parse(role.scope())))
                    .isPresent();
        }
    }
}
