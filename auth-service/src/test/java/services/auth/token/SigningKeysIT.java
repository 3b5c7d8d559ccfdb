package services.auth.token;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.error.StartFailure;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeysIT {

    @Test
    void tokenSurvivesARestartAndIsAcceptedByEveryInstance() {
        AuthServiceUnderTest service = AuthServiceUnderTest.shared();
        String token = service.token();

        try (AuthServiceUnderTest another = AuthServiceUnderTest.on(BackingServices.shared())) {
            assertThat(another.validate(token).text("authenticated")).isEqualTo("true");
            another.logout(token);
        }

        assertThat(service.validate(token).text("authenticated")).isEqualTo("false");
    }

    @Test
    void privateKeyRestsEncrypted() {
        SigningKeyRepository repository = AuthServiceUnderTest.shared().bean(SigningKeyRepository.class);

        List<StoredSigningKey> stored = repository.findAllOrderByActiveFromAndId();

        // a JWE in compact form that begins with {"enc":"A256GCM","alg":"dir"}
        assertThat(stored).isNotEmpty().allSatisfy(key -> {
            assertThat(key.encryptedPrivateJwk().split("\\.", -1)).hasSize(5);
            assertThat(key.encryptedPrivateJwk()).doesNotContain("\"d\"");
            assertThat(key.publicJwk()).doesNotContain("\"d\"");
        });
    }

    @Test
    void otherEncryptionKeyIsOneClearLine() {
        AuthServiceUnderTest.shared();

        assertThatThrownBy(() -> AuthServiceUnderTest.on(
                        BackingServices.shared(),
                        Map.of("auth-service.key-encryption-key", "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=")))
                .satisfies(failure -> assertThat(StartFailure.describe(failure))
                        .isEqualTo("AUTH_SERVICE_KEY_ENCRYPTION_KEY is not the key with which the signing keys were"
                                + " encrypted"));
    }

    @Test
    void instancesThatStartTogetherMakeOneKey() {
        try (BackingServices backing = BackingServices.dedicated()) {
            List<AuthServiceUnderTest> instances = IntStream.range(0, 3)
                    .parallel()
                    .mapToObj(ignored -> AuthServiceUnderTest.on(backing))
                    .toList();

            assertThat(instances.getFirst().bean(SigningKeyRepository.class).count())
                    .isEqualTo(1);
            instances.forEach(AuthServiceUnderTest::close);
        }
    }
}
