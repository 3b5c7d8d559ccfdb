package services.local.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.Base64;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import services.local.LocalSystem;
import services.local.SystemDescription;

/** What no client can reach: auth-service's database, for what has no endpoint and for its private key. */
record AuthDatabase(SystemDescription.Connection address) {

    static AuthDatabase of(LocalSystem system) {
        return new AuthDatabase(system.description().postgres().auth());
    }

    /** The key that signs access tokens. */
    ECKey signingKey(String keyEncryptionKey) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("SELECT encrypted_other_jwks FROM signing_keys");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            JWEObject encrypted = JWEObject.parse(rows.getString(1));
            encrypted.decrypt(new DirectDecrypter(Base64.getDecoder().decode(keyEncryptionKey)));
            return JWKSet.parse(encrypted.getPayload().toString()).getKeys().stream()
                    .filter(key -> key.getAlgorithm().equals(JWSAlgorithm.ES256))
                    .findFirst()
                    .orElseThrow()
                    .toECKey();
        } catch (SQLException | ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves the user a role that may read and not write. */
    void makeReader(Client.User user) {
        change("""
            INSERT INTO roles (name, description, scope) VALUES ('reader', 'Reads', 'data:read')
            ON CONFLICT DO NOTHING""");
        change("UPDATE user_roles SET role_name = 'reader' WHERE user_id = ?", UUID.fromString(user.id()));
    }

    /** Takes every role from the user. */
    void removeRoles(Client.User user) {
        change("DELETE FROM user_roles WHERE user_id = ?", UUID.fromString(user.id()));
    }

    /** Binds the tokens of the user's logins, from the next one on, to a key. */
    void bindLogins(Client.User user, String thumbprint) {
        change("UPDATE sessions SET cnf_jkt = ? WHERE user_id = ?", thumbprint, UUID.fromString(user.id()));
    }

    private void change(String sql, Object... arguments) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }
}
