package services.auth.error;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "25006", "40001", "53300", "57P01", "57P03"})
    void databaseThatIsAwayIsAnOutage(String sqlState) {
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("away", sqlState))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22021"})
    void wrongStatementIsAFaultOfOurOwn(String sqlState) {
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("wrong", sqlState))))
                .isFalse();
    }

    @Test
    void emptyPoolAndSheddingAreOutages() {
        assertThat(Outage.isBehind(new CompletionException(new SQLTransientConnectionException("no connection"))))
                .isTrue();
        assertThat(Outage.isBehind(new CompletionException(new UnavailableException("too many"))))
                .isTrue();
        assertThat(Outage.isBehind(new NullPointerException())).isFalse();
    }
}
