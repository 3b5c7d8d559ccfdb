package services.auth;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import org.jspecify.annotations.Nullable;
import services.auth.AuthServiceUnderTest.Pair;

/** A client with a key of its own (RFC 9449), whose proofs are made by the library that clients use. */
public final class DPoPClient {

    private final ECKey key;
    private final DPoPProofFactory proofs;

    public DPoPClient() {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
            this.proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code jkt}. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For the token endpoint. */
    public String proof() {
        return proof("POST", AuthServiceUnderTest.ISSUER + "/oauth2/token", null, null);
    }

    /** For the token endpoint. */
    public String proofWithNonce(String nonce) {
        return proof("POST", AuthServiceUnderTest.ISSUER + "/oauth2/token", null, nonce);
    }

    public String proof(String method, String target, @Nullable String token, @Nullable String nonce) {
        try {
            return proofs.createDPoPJWT(
                            method,
                            URI.create(target),
                            token == null ? null : new DPoPAccessToken(token),
                            nonce == null ? null : new Nonce(nonce))
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request with a bound token and a proof for it. */
    public Answer send(AuthServiceUnderTest service, String method, String path, String token) {
        return service.send(request(service, method, path, token, null));
    }

    public HttpRequest.Builder request(
            AuthServiceUnderTest service, String method, String path, String token, @Nullable String nonce) {
        return service.request(service.publicUri(path))
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof(method, AuthServiceUnderTest.ISSUER + path, token, nonce))
                .method(method, BodyPublishers.noBody());
    }

    /** Binds a login to this key, as a grant does, and refreshes it: these tokens are bound. */
    public Pair bind(AuthServiceUnderTest service, Pair pair) {
        return bind(service, pair, "cnf_jkt", thumbprint());
    }

    /** Binds a login to whatever that column of its row says, and refreshes it. */
    public static Pair bind(AuthServiceUnderTest service, Pair pair, String column, String thumbprint) {
        try (Connection connection = DriverManager.getConnection(
                        setting(service, "url"), setting(service, "username"), setting(service, "password"));
                PreparedStatement update =
                        connection.prepareStatement("UPDATE sessions SET " + column + " = ? WHERE id = ?")) {
            update.setString(1, thumbprint);
            update.setObject(
                    2,
                    UUID.fromString(
                            SignedJWT.parse(pair.token()).getJWTClaimsSet().getStringClaim("sid")));
            if (update.executeUpdate() != 1) {
                throw new AssertionError("There is no such login");
            }
        } catch (SQLException | ParseException e) {
            throw new IllegalStateException(e);
        }
        return Pair.of(service.refresh(pair.refreshToken()));
    }

    private static String setting(AuthServiceUnderTest service, String name) {
        return service.context().getRequiredProperty("auth-service.database." + name, String.class);
    }
}
