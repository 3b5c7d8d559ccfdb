package services.local.system;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.jwk.ECKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.local.LocalSystem;

/** The state diagram's way out for tokens that auth-service never issued. */
class ForgedTokenIT {

    private static final String KEY_ENCRYPTION_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final LocalSystem SYSTEM = LocalSystem.start(
            LocalSystem.Config.isolated().with("AUTH_SERVICE_KEY_ENCRYPTION_KEY", KEY_ENCRYPTION_KEY));
    private static final ECKey GENUINE_KEY = AuthDatabase.of(SYSTEM).signingKey(KEY_ENCRYPTION_KEY);

    private final Client client = new Client(SYSTEM);
    private final BothServices bothServices = new BothServices(client);
    private String live;
    private Forger forger;

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    @BeforeEach
    void logIn() {
        live = client.liveToken();
        forger = new Forger(live, GENUINE_KEY);
    }

    @Test
    void whatTheForgerSignsWithoutAChangeIsAccepted() {
        bothServices.accept(forger.withClaims(unchanged -> {}));
    }

    @Test
    void garbageIsRefused() {
        for (String garbage : List.of("garbage", "a.b.c", "e30.e30.e30", "..", "A".repeat(8_000))) {
            bothServices.refuse(garbage);
        }
    }

    @Test
    void changedSignatureIsRefused() {
        bothServices.refuse(forger.withAChangedSignature());
    }

    @Test
    void signatureOfAnotherTokenIsRefused() {
        bothServices.refuse(forger.withTheSignatureOf(client.liveToken()));
    }

    @Test
    void algorithmNoneIsRefused() {
        bothServices.refuse(forger.withAlgorithmNone());
    }

    @Test
    void publicKeyUsedAsASecretIsRefused() {
        bothServices.refuse(forger.signedWithThePublicKeyAsASecret());
    }

    @Test
    void foreignKeyIsRefused() {
        bothServices.refuse(forger.signedBy(Forger.foreignKey("foreign")));
    }

    @Test
    void foreignKeyUnderOurKeyIdIsRefused() {
        bothServices.refuse(forger.signedBy(Forger.foreignKey(forger.keyId())));
    }

    @Test
    void foreignIssuerIsRefused() {
        bothServices.refuse(forger.withClaims(claims -> claims.issuer("https://elsewhere.example")));
    }

    @Test
    void foreignAudienceIsRefused() {
        bothServices.refuse(forger.withClaims(claims -> claims.audience("another-service")));
    }

    @Test
    void missingAudienceIsRefused() {
        bothServices.refuse(forger.withClaims(claims -> claims.claim("aud", null)));
    }

    @Test
    void otherKindOfJwtIsRefused() {
        bothServices.refuse(forger.ofType("JWT"));
    }

    @Test
    void tokenOfAnUnknownLoginIsRefused() {
        String unknown = UUID.randomUUID().toString();

        bothServices.refuse(forger.withClaims(claims -> claims.claim("sid", unknown)));
    }

    @Test
    void expiredTokenIsRefusedWhileItsLoginLives() {
        Date past = Date.from(Instant.now().minusSeconds(1));

        bothServices.refuse(forger.withClaims(claims -> claims.expirationTime(past)));
        bothServices.accept(live);
    }
}
