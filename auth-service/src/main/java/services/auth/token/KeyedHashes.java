package services.auth.token;

import jakarta.inject.Singleton;

/** Gives each purpose a {@link KeyedHash} of its own, the same on all instances. */
@Singleton
public class KeyedHashes {

    private final KeyEncryption keyEncryption;

    KeyedHashes(KeyEncryption keyEncryption) {
        this.keyEncryption = keyEncryption;
    }

    /** @param purpose what it is for; another purpose makes other hashes of the same text */
    public KeyedHash forPurpose(String purpose) {
        return new KeyedHash(keyEncryption.derive(purpose));
    }
}
