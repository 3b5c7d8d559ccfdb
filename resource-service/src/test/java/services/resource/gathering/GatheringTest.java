package services.resource.gathering;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GatheringTest {

    private static final Gathering.Limits ONE_CALL = new Gathering.Limits(1, 4, 100, 50, Duration.ZERO);

    /** The calls that were begun, in their order; a test ends them when it likes. */
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    private record Call(List<String> questions, CompletableFuture<List<String>> answers) {

        void answer() {
            answers.complete(questions.stream().map(GatheringTest::answerTo).toList());
        }
    }

    @Test
    void whoIsAloneIsAskedAboutAtOnce() {
        CompletableFuture<String> answer = gathering(ONE_CALL).ask("a");

        assertThat(asked()).containsExactly(List.of("a"));
        calls.getFirst().answer();
        assertThat(answer).isCompletedWithValue(answerTo("a"));
    }

    @Test
    void whoComesDuringACallGoesIntoTheNextOneTogether() {
        Gathering<String, String> gathering = gathering(ONE_CALL);
        gathering.ask("a");
        List<CompletableFuture<String>> answers = askAll(gathering, "b", "c", "d");

        assertThat(asked()).containsExactly(List.of("a"));
        calls.getFirst().answer();

        assertThat(asked()).containsExactly(List.of("a"), List.of("b", "c", "d"));
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        calls.getLast().answer();
        assertThat(answers)
                .extracting(CompletableFuture::join)
                .containsExactly(answerTo("b"), answerTo("c"), answerTo("d"));
    }

    @Test
    void whatElseIsAtHandGoesIntoTheSameCall() {
        Queue<Runnable> last = new ArrayDeque<>();
        Gathering<String, String> gathering = new Gathering<>(ONE_CALL, String::length, last::add, this::begin);
        askAll(gathering, "a", "b", "c");
        assertThat(asked()).isEmpty();
        last.remove().run();

        gathering.ask("d");
        calls.getFirst().answer();
        gathering.ask("e");
        last.remove().run();

        assertThat(asked()).containsExactly(List.of("a", "b", "c"), List.of("d", "e"));
        assertThat(last).as("one is enough for all who wait").isEmpty();
    }

    @Test
    void sameQuestionIsAskedAgainForWhoeverComesLater() {
        Gathering<String, String> gathering = gathering(ONE_CALL);
        gathering.ask("a");
        CompletableFuture<String> later = gathering.ask("a");

        calls.getFirst().answer();

        assertThat(later).as("answered by a call that began before it came").isNotDone();
        assertThat(asked()).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void noMoreCallsAreOnTheirWayThanMayBe() {
        Gathering<String, String> gathering = gathering(new Gathering.Limits(2, 4, 100, 50, Duration.ZERO));
        askAll(gathering, "a", "b", "c");

        assertThat(asked()).containsExactly(List.of("a"), List.of("b"));
        calls.get(1).answer();
        assertThat(asked()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void callGoesAloneWhileItIsQuick() {
        Gathering<String, String> gathering = gathering(new Gathering.Limits(2, 4, 100, 50, Duration.ofHours(1)));
        gathering.ask("a");
        askAll(gathering, "b", "c");

        assertThat(asked()).containsExactly(List.of("a"));
        calls.getFirst().answer();
        assertThat(asked()).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void anotherCallGoesBesideOneWhenItIsFull() {
        Gathering<String, String> gathering = gathering(new Gathering.Limits(2, 4, 100, 50, Duration.ofHours(1)));
        gathering.ask("a");
        askAll(gathering, "b", "c", "d", "e", "f", "g", "h", "i");

        assertThat(asked()).containsExactly(List.of("a"), List.of("b", "c", "d", "e"));
    }

    @Test
    void anotherCallGoesBesideOneThatIsSlow() {
        Gathering<String, String> gathering = gathering(new Gathering.Limits(2, 4, 100, 50, Duration.ofMillis(20)));
        gathering.ask("slow");
        askAll(gathering, "b", "c");
        await().untilAsserted(() -> assertThat(asked()).containsExactly(List.of("slow"), List.of("b", "c")));

        calls.getLast().answer();
        gathering.ask("d");
        assertThat(asked()).as("the slow one holds up nobody").endsWith(List.of("d"));
    }

    @Test
    void noMoreQuestionsGoIntoOneCallThanMay() {
        Gathering<String, String> gathering = gathering(ONE_CALL);
        gathering.ask("a");
        askAll(gathering, "b", "c", "d", "e", "f");

        calls.getFirst().answer();
        calls.getLast().answer();

        assertThat(asked()).containsExactly(List.of("a"), List.of("b", "c", "d", "e"), List.of("f"));
    }

    @Test
    void noMoreWeightGoesIntoOneCallThanMayUnlessOneIsHeavierAlone() {
        Gathering<String, String> gathering = gathering(new Gathering.Limits(1, 10, 5, 50, Duration.ZERO));
        gathering.ask("a");
        askAll(gathering, "bb", "ccc", "d", "eeeeeeeee", "f");

        for (int i = 0; i < 4; i++) {
            calls.getLast().answer();
        }

        assertThat(asked())
                .containsExactly(List.of("a"), List.of("bb", "ccc"), List.of("d"), List.of("eeeeeeeee"), List.of("f"));
    }

    @Test
    void callThatFailsFailsItsOwnQuestionsAndNoOthers() {
        Gathering<String, String> gathering = gathering(ONE_CALL);
        CompletableFuture<String> before = gathering.ask("a");
        calls.getFirst().answer();
        List<CompletableFuture<String>> failing = new ArrayList<>(List.of(gathering.ask("b")));
        List<CompletableFuture<String>> after = askAll(gathering, "c", "d");

        calls.getLast().answers().completeExceptionally(new IllegalStateException("away"));
        calls.getLast().answer();

        assertThat(before).isCompletedWithValue(answerTo("a"));
        assertThat(failing).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
        assertThat(after).extracting(CompletableFuture::join).containsExactly(answerTo("c"), answerTo("d"));
    }

    @Test
    void callThatCannotEvenBeginFailsItsQuestionsAndTheNextOneIsMade() {
        AtomicInteger begun = new AtomicInteger();
        Gathering<String, String> gathering = new Gathering<>(ONE_CALL, String::length, Runnable::run, questions -> {
            if (begun.incrementAndGet() == 1) {
                throw new IllegalStateException("no");
            }
            return CompletableFuture.completedFuture(questions);
        });

        assertThat(gathering.ask("a")).isCompletedExceptionally();
        assertThat(gathering.ask("b")).isCompletedWithValue("b");
    }

    @Test
    void answersThatAreTooFewOrTooManyAreNobodys() {
        for (List<String> wrong : List.of(List.<String>of(), List.of("x"), List.of("x", "y", "z"))) {
            Gathering<String, String> gathering = gathering(ONE_CALL);
            gathering.ask("a");
            List<CompletableFuture<String>> answers = askAll(gathering, "b", "c");
            calls.getLast().answer();

            calls.getLast().answers().complete(wrong);

            assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
        }
    }

    @Test
    void whoeverHasGivenUpIsNotAskedAbout() {
        Gathering<String, String> gathering = gathering(ONE_CALL);
        gathering.ask("a");
        List<CompletableFuture<String>> answers = askAll(gathering, "b", "c");
        answers.getFirst().cancel(false);

        calls.getFirst().answer();
        assertThat(asked()).containsExactly(List.of("a"), List.of("c"));

        askAll(gathering, "d").forEach(answer -> answer.cancel(false));
        calls.getLast().answer();
        assertThat(asked()).hasSize(2);
        gathering.ask("e");
        assertThat(asked()).as("a call that nobody wants holds no place").hasSize(3);
    }

    @Test
    void whoeverWouldWaitBehindTooManyIsToldSo() {
        Gathering<String, String> gathering = gathering(new Gathering.Limits(1, 4, 100, 2, Duration.ZERO));
        gathering.ask("a");
        List<CompletableFuture<String>> waiting = askAll(gathering, "b", "c");

        assertThat(gathering.ask("d"))
                .isCompletedExceptionally()
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(OverloadException.class);

        calls.getFirst().answer();
        calls.getLast().answer();
        assertThat(waiting).extracting(CompletableFuture::join).containsExactly(answerTo("b"), answerTo("c"));
        assertThat(gathering.ask("e")).isNotDone();
    }

    @Test
    void everyoneOfManyAtOnceGetsTheOwnAnswerOnce() throws Exception {
        int callers = 16;
        int each = 500;
        AtomicInteger onTheirWay = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> seenAtOnce = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> everAsked = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Gathering<String, String> gathering = new Gathering<>(
                    new Gathering.Limits(3, 7, 1000, 100_000, Duration.ofMillis(1)),
                    String::length,
                    Runnable::run,
                    questions -> {
                        seenAtOnce.add(onTheirWay.incrementAndGet());
                        everAsked.addAll(questions);
                        assertThat(questions).hasSizeBetween(1, 7);
                        return CompletableFuture.supplyAsync(
                                () -> {
                                    onTheirWay.decrementAndGet();
                                    return questions.stream()
                                            .map(GatheringTest::answerTo)
                                            .toList();
                                },
                                threads);
                    });
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String name = caller + "-";
                running.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        assertThat(gathering.ask(name + i).get()).isEqualTo(answerTo(name + i));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> caller : running) {
                caller.get();
            }
        }
        assertThat(everAsked).hasSize(callers * each).doesNotHaveDuplicates();
        assertThat(seenAtOnce).allSatisfy(number -> assertThat(number).isLessThanOrEqualTo(3));
    }

    private Gathering<String, String> gathering(Gathering.Limits limits) {
        calls.clear();
        return new Gathering<>(limits, String::length, Runnable::run, this::begin);
    }

    private CompletionStage<List<String>> begin(List<String> questions) {
        Call call = new Call(questions, new CompletableFuture<>());
        calls.add(call);
        return call.answers();
    }

    private static List<CompletableFuture<String>> askAll(Gathering<String, String> gathering, String... questions) {
        return IntStream.range(0, questions.length)
                .mapToObj(i -> gathering.ask(questions[i]))
                .toList();
    }

    private List<List<String>> asked() {
        return calls.stream().map(Call::questions).toList();
    }

    private static String answerTo(String question) {
        return "answer to " + question;
    }
}
