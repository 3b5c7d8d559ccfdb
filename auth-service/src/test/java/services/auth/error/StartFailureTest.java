package services.auth.error;

import java.io.IOException;
import java.net.BindException;
import java.util.List;

import io.micronaut.http.server.exceptions.ServerStartupException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {

    @Test
    void takenPortNamesTheSettings() {
        for (IOException taken : List.of(
                new BindException("Address already in use"),
                new IOException("bind(..) failed with error(-98): Address already in use"))) {
            assertThat(StartFailure.describe(new RuntimeException(
                            new ServerStartupException("Unable to start the server on port 8080", taken))))
                    .contains("8080")
                    .contains("AUTH_SERVICE_PORT")
                    .doesNotContain("\n");
        }
    }

    @Test
    void settingIsNamedWhereverItIsBuried() {
        assertThat(StartFailure.describe(new RuntimeException(
                        "bean\nof a bean", new IllegalStateException(new StartException("SET ME")))))
                .isEqualTo("SET ME");
    }

    @Test
    void anythingElseIsOneLine() {
        assertThat(StartFailure.describe(new RuntimeException("outer", new IllegalStateException("\nfirst\nsecond"))))
                .isEqualTo("first");
        assertThat(StartFailure.describe(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
