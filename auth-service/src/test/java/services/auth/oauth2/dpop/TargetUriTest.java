package services.auth.oauth2.dpop;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetUriTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/data, https://api.example.com/data",
        "HTTPS://API.Example.com/data, https://api.example.com/data",
        "https://api.example.com:443/data, https://api.example.com/data",
        "http://api.example.com:80/data, http://api.example.com/data",
        "http://api.example.com:443/data, http://api.example.com:443/data",
        "https://api.example.com, https://api.example.com/",
        "https://api.example.com/data?a=b#c, https://api.example.com/data",
        "https://api.example.com/a/../data/./1, https://api.example.com/data/1",
        "https://api.example.com/%64ata%2f%C3%BC, https://api.example.com/data%2F%C3%BC",
        "https://api.example.com/ü, https://api.example.com/%C3%BC",
        "https://[2001:DB8::1]/data, https://[2001:db8::1]/data",
    })
    void addressesThatMeanTheSameHaveOneForm(String text, String form) {
        assertThat(TargetUri.parse(text)).contains(new TargetUri(form));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/data, https://api.example.com/data/",
        "https://api.example.com/data, https://api.example.com/Data",
        "https://api.example.com/data, http://api.example.com/data",
        "https://api.example.com/data, https://api.example.com:8443/data",
        "https://api.example.com/data, https://api.example.com.evil.example/data",
        "https://api.example.com/a%2Fb, https://api.example.com/a/b",
    })
    void addressesThatDifferStayDifferent(String one, String other) {
        assertThat(TargetUri.parse(one)).isPresent().isNotEqualTo(TargetUri.parse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data",
                "/data",
                "mailto:a@example.com",
                "https:///data",
                "https://user@api.example.com/data",
                "https://api.example.com/%zz",
                "https://api .example.com/",
                "https://[::1/",
                "\u0000"
            })
    void whatIsNoAddressOfARequestIsNone(String text) {
        assertThat(TargetUri.parse(text)).isEmpty();
    }
}
