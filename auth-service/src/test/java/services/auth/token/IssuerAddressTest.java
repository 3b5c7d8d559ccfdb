package services.auth.token;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.error.StartException;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IssuerAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example.com",
                "https://auth.example.com:8443/tenant/one",
                "http://localhost:8080",
                "http://auth.localhost",
                "http://127.0.0.1:8080",
                "http://[::1]:8080/tenant",
            })
    void addressThatNobodyElseCanAnswerIsTaken(String issuer) {
        assertThatCode(() -> new IssuerAddress(issuer)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.example.com",
                "http://10.0.0.1",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://evillocalhost",
            })
    void httpIsForThisMachineAlone(String issuer) {
        assertRefused(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth.example.com",
                "https:",
                "https:///",
                "https://auth.example.com/",
                "https://auth.example.com?a=1",
                "https://auth.example.com#a",
                "https://user@auth.example.com",
                "ftp://auth.example.com",
                "HTTPS auth",
            })
    void whatIsNoBareAddressIsRefused(String issuer) {
        assertRefused(issuer);
    }

    private static void assertRefused(String issuer) {
        assertThatThrownBy(() -> new IssuerAddress(issuer))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("AUTH_SERVICE_ISSUER");
    }
}
