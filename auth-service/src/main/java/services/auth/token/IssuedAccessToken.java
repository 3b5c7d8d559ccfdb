package services.auth.token;

/**
 * An access token that was just made.
 *
 * @param value what the bearer presents
 * @param token its claims
 * @param expiresIn seconds of life
 */
public record IssuedAccessToken(String value, AccessToken token, long expiresIn) {

    @Override
    public String toString() {
        return "IssuedAccessToken[" + token.id() + "]";
    }
}
