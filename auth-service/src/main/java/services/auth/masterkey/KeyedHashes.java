package services.auth.masterkey;

import jakarta.inject.Singleton;

/** Gives each purpose a {@link KeyedHash} of its own, the same on all instances. */
@Singleton
public class KeyedHashes {

    private final MasterKey masterKey;

    KeyedHashes(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** @param purpose what it is for; another purpose makes other hashes of the same text */
    public KeyedHash forPurpose(String purpose) {
        return new KeyedHash(masterKey.derive(purpose));
    }
}
