package services.benchmarks.load.ceiling;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PgBenchTest {

    @Test
    void firstStatementGivesWhatTheOthersNeed() {
        SqlTransaction transaction = new SqlTransaction(
                "x", List.of("SELECT id FROM t WHERE n = :n", "UPDATE t SET a = 1 WHERE id = CAST(:id AS uuid)"));

        assertThat(PgBench.script(transaction, new SqlTransaction.Logins(101, 50, 10)))
                .isEqualTo("""
                \\set n 101 + :client_id + 10 * random(0, 4)
                BEGIN;
                SELECT id FROM t WHERE n = CAST(:n AS text) \\gset
                UPDATE t SET a = 1 WHERE id = CAST(:id AS uuid);
                COMMIT;
                """);
    }

    @Test
    void rateIsReadFromWhatItSays() {
        assertThat(PgBench.rate("latency average = 1.2 ms\ntps = 1234.5 (without initial connection time)\n"))
                .isEqualTo(1234.5);
        assertThatThrownBy(() -> PgBench.rate("ERROR: no")).hasMessageContaining("ERROR: no");
    }
}
