package services.resource.error;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03", "58030", "40001"})
    void stateOfAnIllServerIsAnOutage(String state) {
        Throwable failure = new IllegalStateException(new RuntimeException(new SQLException("ill", state)));
        assertThat(DatabaseOutage.isBehind(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "22021", "23505", "28P01", ""})
    void stateOfAWrongStatementIsNone(String state) {
        assertThat(DatabaseOutage.isBehind(new RuntimeException(new SQLException("wrong", state))))
                .isFalse();
    }

    @Test
    void timeoutOfThePoolIsAnOutage() {
        assertThat(DatabaseOutage.isBehind(new RuntimeException(new SQLTransientConnectionException("timeout"))))
                .isTrue();
    }

    @Test
    void connectionThatDiedInThePoolIsAnOutage() {
        assertThat(DatabaseOutage.isBehind(new RuntimeException(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(DatabaseOutage.isBehind(new NullPointerException())).isFalse();
    }
}
