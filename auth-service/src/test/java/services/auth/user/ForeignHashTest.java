package services.auth.user;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Hashes that other programs made. */
class ForeignHashTest {

    private static final String PASSWORD = "Pässwörd of old";

    @ParameterizedTest
    @CsvSource({
        "abc, $2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "abc, $2y$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "Pässwörd of old, $pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$OnQ8w4sq/T3hFbGXXSKtU4a8wsK9yQhnqNqWTEMKsFo",
        "Pässwörd of old, $pbkdf2-sha512$i=25000$MDEyMzQ1Njc4OWFiY2RlZg$y9.Xq09rFg1NsfBkgtq040uNpslVe50jDJKX4C/mUNacgAdUriOvTYA5ZKG2QqUZ7SzQ61lR45Ef5C0DHrJ.Fw",
        "Pässwörd of old, pbkdf2_sha256$120000$abcdefghijkl$Ht+NAKkU+hwtPEALbICZdxgd0GGwAjvRZkiNo6xyCdk=",
        "Pässwörd of old, {SSHA256}tHx/IbeBrT82F0Z6WeeC5vlspd3Lk/btmo/8XgZu5oBzYWx0c2FsdA=="
    })
    void passwordOfTheHashIsKnownAndNoOther(String password, String hash) {
        ForeignHash foreign = ForeignHash.parse(hash).orElseThrow();

        assertThat(foreign.isOf(password)).isTrue();
        assertThat(foreign.isOf(password + "x")).isFalse();
        assertThat(foreign.isOf("another")).isFalse();
        assertThat(PasswordHasher.recognises(hash)).isTrue();
    }

    @Test
    void passwordIsComparedAsItWasTyped() {
        ForeignHash foreign = ForeignHash.parse(
                        "$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$OnQ8w4sq/T3hFbGXXSKtU4a8wsK9yQhnqNqWTEMKsFo")
                .orElseThrow();

        assertThat(foreign.isOf(PASSWORD)).isTrue();
        assertThat(foreign.isOf(Names.normalized("Ｐässwörd of old"))).isTrue();
        assertThat(foreign.isOf("Ｐässwörd of old")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "$1$salt$hash",
                "$2a$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$06$short",
                "$2x$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$pbkdf2-sha256$99999999$MDEyMzQ1Njc4OWFiY2RlZg$OnQ8w4sq/T3hFbGXXSKtU4a8wsK9yQhnqNqWTEMKsFo",
                "pbkdf2_sha256$0$abcdefghijkl$Ht+NAKkU+hwtPEALbICZdxgd0GGwAjvRZkiNo6xyCdk=",
                "{SSHA256}AAAA",
                "{SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaQ",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaQ"
            })
    void whatIsNoHashOrTakesTooLongIsNotRecognised(String text) {
        assertThat(PasswordHasher.recognises(text)).isFalse();
    }
}
