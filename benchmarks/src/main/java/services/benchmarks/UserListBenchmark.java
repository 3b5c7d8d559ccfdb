package services.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.http.Requests;
import services.benchmarks.seed.AuthDatabase;
import services.local.LocalSystem;
import services.local.roundtrip.Call;

/**
 * What many users cost whoever lists and searches them: they are imported, and then pages of {@code GET /users} are asked for, one
 * after the other.
 */
final class UserListBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(UserListBenchmark.class);

    /**
     * How much of it.
     *
     * @param requests of each kind in a round
     */
    record Plan(int users, int rounds, int requests) {

        static Plan full(int users) {
            return new Plan(users, 7, 100);
        }

        /** The number of a page behind a fifth of the users. */
        int farPage() {
            return users / 100;
        }
    }

    private final Plan plan;
    private final LocalSystem system;
    private final Requests requests = new Requests();
    private final ManyUsers users;
    private final String token;
    private final UserPages pages;

    private UserListBenchmark(Plan plan, LocalSystem system) {
        this.plan = plan;
        this.system = system;
        this.users = new ManyUsers(plan.users());
        this.token = new Logins(system).superuserToken();
        this.pages = new UserPages(requests, system.auth().publicUrl().resolve("/users"), token);
    }

    static UserListReport run(Plan plan) throws SQLException {
        try (LocalSystem system = LocalSystem.start(LocalSystem.Config.isolated())) {
            return new UserListBenchmark(plan, system).run();
        }
    }

    private UserListReport run() throws SQLException {
        makeRole(ManyUsers.SOME);
        makeRole(ManyUsers.FEW);
        UserImport userImport = new UserImport(system, token);
        Duration first = userImport.send(users, "created");
        LOG.info("They were imported in {} s; the same again", first.toSeconds());
        Duration second = userImport.send(users, "exists");
        users.disableAndDelete(new AuthDatabase(system));
        LOG.info("On the way to the pages far behind");
        Question ceiling = new Question(
                "`GET /health/liveness`: the ceiling",
                Call.get(system.auth().internalUrl().resolve("/health/liveness")),
                0);
        Question pageOne = new Question("`GET /users`, page 1", pages.number(1, ""), UserPages.LENGTH);
        List<Question> questions = Stream.concat(Stream.of(ceiling, pageOne), UserQuestions.of(pages, plan).stream())
                .toList();
        List<Map<Question, Double>> rounds = new Turns(requests, questions, plan.requests()).rounds(plan.rounds());
        return new UserListReport(plan, first, second, pageOne, rounds);
    }

    private void makeRole(String name) {
        requests.send(
                Call.post(system.auth().publicUrl().resolve("/roles"))
                        .json(Map.of("name", name, "description", "", "scopes", List.of()))
                        .bearer(token),
                201);
    }
}
