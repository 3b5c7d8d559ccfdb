package services.auth.token;

import java.text.ParseException;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import jakarta.inject.Singleton;
import services.auth.error.StartException;
import services.auth.masterkey.MasterKey;

/** Keeps private keys encrypted at rest: JWE compact form, {@code dir} with A256GCM (RFC 7516, RFC 7518 section 4.5). */
@Singleton
final class KeyEncryption {

    private final byte[] key;

    KeyEncryption(MasterKey masterKey) {
        this.key = masterKey.bytes();
    }

    String encrypt(String secret) {
        JWEObject jwe = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(secret));
        try {
            jwe.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A private key cannot be encrypted", e);
        }
        return jwe.serialize();
    }

    String decrypt(String compact) {
        try {
            JWEObject jwe = JWEObject.parse(compact);
            jwe.decrypt(new DirectDecrypter(key));
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new StartException(MasterKey.SETTING + " is not the key with which the signing keys were encrypted");
        }
    }
}
