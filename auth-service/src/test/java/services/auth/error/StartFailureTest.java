package services.auth.error;

import java.net.BindException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {

    @Test
    void takenPortNamesTheSettings() {
        assertThat(StartFailure.describe(new RuntimeException(new BindException("Address already in use"))))
                .contains("AUTH_SERVICE_PORT")
                .doesNotContain("\n");
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
