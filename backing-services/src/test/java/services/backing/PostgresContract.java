package services.backing;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static services.backing.Queries.ask;
import static services.backing.Queries.execute;

/** What every PostgreSQL of our own does. */
abstract class PostgresContract {

    private final Postgres postgres;

    PostgresContract(Postgres postgres) {
        this.postgres = postgres;
    }

    @Test
    void databaseBelongsToItsOwnRole() throws SQLException {
        Database database = postgres.database("owned");

        assertThat(ask(database, "SELECT current_user")).isEqualTo("owned");
        execute(database, "CREATE TABLE things (name text)");
    }

    @Test
    void databaseIsCreatedOnce() throws SQLException {
        execute(postgres.database("once"), "CREATE TABLE things (name text)");

        Database again = postgres.database("once");

        assertThat(ask(again, "SELECT count(*) FROM things")).isEqualTo("0");
    }

    @Test
    void wrongPasswordIsRefused() {
        Database database = postgres.database("guarded");
        Database guessed = new Database(database.jdbcUrl(), database.username(), "guessed");

        assertThatThrownBy(() -> ask(guessed, "SELECT 1")).hasMessageContaining("password authentication failed");
    }

    @Test
    void committedRowsSurviveAKill() throws SQLException {
        Database database = postgres.database("killed");
        execute(database, "CREATE TABLE things (name text)");
        execute(database, "INSERT INTO things VALUES ('kept')");

        postgres.kill();
        assertThatThrownBy(() -> ask(database, "SELECT 1")).isInstanceOf(SQLException.class);
        postgres.start();

        assertThat(ask(database, "SELECT name FROM things")).isEqualTo("kept");
    }

    @Test
    void pausedServerAnswersNothingUntilItResumes() throws SQLException {
        Database database = postgres.database("paused");

        postgres.pause();
        assertThatThrownBy(() -> ask(database, "SELECT 1")).isInstanceOf(SQLException.class);
        postgres.resume();

        assertThat(ask(database, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void startedEmptyItHasNoDatabases() throws SQLException {
        execute(postgres.database("lost"), "CREATE TABLE things (name text)");

        postgres.kill();
        postgres.startEmpty();

        assertThat(ask(postgres.database("lost"), "SELECT count(*) FROM pg_tables WHERE tablename = 'things'"))
                .isEqualTo("0");
    }

    @Test
    void descriptionTellsVersionAndPort() {
        assertThat(postgres.description()).matches("(embedded|Docker's) PostgreSQL \\d+\\.\\d+ on port \\d+");
    }
}
