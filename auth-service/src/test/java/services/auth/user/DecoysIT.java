package services.auth.user;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class DecoysIT {

    private static final List<String> KINDS = List.of(
            "$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$OnQ8w4sq/T3hFbGXXSKtU4a8wsK9yQhnqNqWTEMKsFo",
            "$pbkdf2-sha512$i=25000$MDEyMzQ1Njc4OWFiY2RlZg$y9.Xq09rFg1NsfBkgtq040uNpslVe50jDJKX4C/mUNacgAdUriOvTYA5ZKG2QqUZ7SzQ61lR45Ef5C0DHrJ.Fw",
            "pbkdf2_sha256$120000$abcdefghijkl$Ht+NAKkU+hwtPEALbICZdxgd0GGwAjvRZkiNo6xyCdk=",
            "{SSHA256}tHx/IbeBrT82F0Z6WeeC5vlspd3Lk/btmo/8XgZu5oBzYWx0c2FsdA==",
            "$2b$12$abcdefghijklmnopqrstuuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "$2b$10$abcdefghijklmnopqrstuuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHQxMjM0$qrvBFkJXVqWxrhvbUBWtW0eQhYPpoWHrQqYnAJVGxhY");

    @Test
    void namesThatNobodyHasHaveEachKindOfHashAsOftenAsUsersHaveIt() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            service.importUsers(
                    service.tokenWith("superuser"),
                    IntStream.range(0, 1050).mapToObj(DecoysIT::line).collect(Collectors.joining("\n")));
            Decoys decoys = service.bean(Decoys.class);

            Map<String, Long> shares = IntStream.range(0, 20_000)
                    .mapToObj(i -> decoys.userFor("nobody " + i))
                    .collect(Collectors.groupingBy(id -> hashOf(service, id), Collectors.counting()));

            // a seventh each, but for the superuser
            KINDS.forEach(kind -> assertThat(shares.get(kind)).as(kind).isBetween(2_500L, 3_200L));
            assertThat(decoys.userFor("nobody 1")).isEqualTo(decoys.userFor("nobody 1"));
        }
    }

    @Test
    void decoyIsNeverTakenForTheOneWhoWasNamed() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            TestUser user = service.register();
            service.bean(Decoys.class).count();
            Users users = service.bean(Users.class);

            for (String nobody : List.of("nobody", "nobody@example.org")) {
                // the only user there is, with their hash
                assertThat(users.findCandidate(nobody).passwordHash()).startsWith("$argon2id$");
                assertThat(users.findCandidate(nobody).user()).isEmpty();
                assertThat(service.login(nobody, AuthServiceUnderTest.PASSWORD).status())
                        .isEqualTo(401);
            }
            assertThat(users.findCandidate(user.username()).user()).isPresent();
            assertThat(users.findCandidate(user.email()).user()).isPresent();
            assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD)
                            .status())
                    .isEqualTo(200);
            service.delete("/users/me", service.tokenOf(user));
            assertThat(users.findCandidate(user.username()).user()).isEmpty();
        }
    }

    private static String hashOf(AuthServiceUnderTest service, UUID id) {
        return service.bean(Users.class).find(id).map(User::passwordHash).orElse("");
    }

    private static String line(int i) {
        String name = "u" + UUID.randomUUID();
        String hash = KINDS.get(i % KINDS.size());
        return AuthServiceUnderTest.json(
                Map.of("username", name, "email", name + "@example.org", "password_hash", hash));
    }
}
