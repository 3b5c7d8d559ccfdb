package services.auth.oauth2.client;

import java.net.URI;
import java.util.function.Predicate;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;

/** The public keys of clients: registered ({@code jwks}), or where the client shows them ({@code jwks_uri}). */
@Singleton
public class ClientKeys {

    private final RemoteKeys remoteKeys;

    ClientKeys(RemoteKeys remoteKeys) {
        this.remoteKeys = remoteKeys;
    }

    /**
     * Whether one of the client's keys is the right one. Where none is, those that the client shows are read anew.
     *
     * @param fitting which keys come into question
     * @throws UnavailableException when the client's keys cannot be had now
     */
    public boolean anyMatch(Client client, JWKSelector fitting, Predicate<JWK> isRight) {
        JWKSet registered = client.metadata().getJWKSet();
        if (registered != null) {
            return anyMatch(registered, fitting, isRight);
        }
        URI address = client.metadata().getJWKSetURI();
        return address != null
                && (anyMatch(remoteKeys.find(address), fitting, isRight)
                        || anyMatch(remoteKeys.findNewer(address), fitting, isRight));
    }

    private static boolean anyMatch(JWKSet keys, JWKSelector fitting, Predicate<JWK> isRight) {
        return fitting.select(keys).stream().anyMatch(isRight);
    }
}
