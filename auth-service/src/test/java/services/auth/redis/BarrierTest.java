package services.auth.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BarrierTest {

    private static final Executor HERE = Runnable::run;

    private final Deque<CompletableFuture<String>> echoes = new ArrayDeque<>();
    private final Barrier barrier = new Barrier(() -> {
        CompletableFuture<String> echo = new CompletableFuture<>();
        echoes.add(echo);
        return echo;
    });

    @Test
    void whoComesAloneWaitsForAnEchoOfTheirOwn() {
        CompletableFuture<Void> first = pass();
        assertThat(first).isNotDone();

        answer();
        CompletableFuture<Void> second = pass();

        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(echoes).hasSize(1);
    }

    @Test
    void whoComesWhileAnEchoIsUnderWayWaitsForTheNextOne() {
        CompletableFuture<Void> first = pass();
        CompletableFuture<Void> late = pass();

        answer();

        assertThat(first).isCompleted();
        assertThat(late).as("its echo was sent before it came").isNotDone();

        answer();
        assertThat(late).isCompleted();
    }

    @Test
    void oneEchoServesAllWhoCameMeanwhile() {
        pass();
        List<CompletableFuture<Void>> meanwhile =
                Stream.generate(this::pass).limit(100).toList();

        answer();
        assertThat(echoes).hasSize(1);
        answer();

        assertThat(meanwhile).allSatisfy(one -> assertThat(one).isCompleted());
        assertThat(echoes).isEmpty();
    }

    @Test
    void whoWaitedGoesOnAtHomeAllInOneGo() {
        pass();
        List<Runnable> toDo = new ArrayList<>();
        Executor home = toDo::add;
        CompletionStage<Void> one = barrier.pass(home);
        CompletionStage<Void> another = barrier.pass(home);
        answer();

        answer();

        assertThat(one.toCompletableFuture()).isNotDone();
        assertThat(toDo).hasSize(1);
        toDo.getFirst().run();
        assertThat(one.toCompletableFuture()).isCompleted();
        assertThat(another.toCompletableFuture()).isCompleted();
    }

    @Test
    void oneEchoServesAllThatHomeHasAtHand() {
        List<Runnable> toDo = new ArrayList<>();
        List<CompletableFuture<Void>> together = Stream.generate(
                        () -> barrier.pass(toDo::add).toCompletableFuture())
                .limit(3)
                .toList();
        assertThat(echoes).as("home is still busy").isEmpty();

        toDo.removeFirst().run();
        assertThat(echoes).hasSize(1);
        answer();
        toDo.forEach(Runnable::run);

        assertThat(together).allSatisfy(one -> assertThat(one).isCompleted());
        assertThat(echoes).isEmpty();
    }

    @Test
    void lostEchoFailsThoseWhoWaitedForItAndNobodyElse() {
        CompletableFuture<Void> first = pass();
        CompletableFuture<Void> late = pass();

        echoes.remove().completeExceptionally(new IllegalStateException("lost"));

        assertThat(first).isCompletedExceptionally();
        assertThat(late).isNotDone();
        answer();
        assertThat(late).isCompleted();
    }

    @Test
    void echoThatIsAnsweredAtOnceIsEnough() {
        Barrier immediate = new Barrier(() -> CompletableFuture.completedStage("pong"));

        assertThat(immediate.pass(HERE).toCompletableFuture()).isCompleted();
        assertThat(immediate.pass(HERE).toCompletableFuture()).isCompleted();
    }

    private CompletableFuture<Void> pass() {
        CompletionStage<Void> passed = barrier.pass(HERE);
        return passed.toCompletableFuture();
    }

    private void answer() {
        echoes.remove().complete("pong");
    }
}
