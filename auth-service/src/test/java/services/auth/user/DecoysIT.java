package services.auth.user;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
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
                    .mapToObj(i -> decoys.hashFor("nobody " + i))
                    .collect(Collectors.groupingBy(hash -> hash, Collectors.counting()));

            // a seventh each, but for the superuser
            KINDS.forEach(kind -> assertThat(shares.get(kind)).as(kind).isBetween(2_500L, 3_200L));
            assertThat(decoys.hashFor("nobody 1")).isEqualTo(decoys.hashFor("nobody 1"));
        }
    }

    private static String line(int i) {
        String name = "u" + UUID.randomUUID();
        String hash = KINDS.get(i % KINDS.size());
        return AuthServiceUnderTest.json(
                Map.of("username", name, "email", name + "@example.org", "password_hash", hash));
    }
}
