package services.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.figures.Spread;
import services.benchmarks.http.Requests;

/**
 * Questions that are asked in turn, one at a time and each time in another order, so that whatever disturbs the machine disturbs
 * all of them alike.
 *
 * @param turns how often each is asked in a round
 */
record Turns(Requests requests, List<Question> questions, int turns) {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** @return the median of each question in each round, in milliseconds */
    List<Map<Question, Double>> rounds(int count) {
        // the first one warms up and does not count
        return IntStream.rangeClosed(0, count)
                .mapToObj(number -> {
                    LOG.info("Round {} of {}", number, count);
                    return medians(times(new Random(number)));
                })
                .skip(1)
                .toList();
    }

    private Map<Question, List<Double>> times(Random random) {
        Map<Question, List<Double>> times = new HashMap<>();
        List<Question> turn = new ArrayList<>(questions);
        for (int i = 0; i < turns; i++) {
            Collections.shuffle(turn, random);
            for (Question question : turn) {
                times.computeIfAbsent(question, ignored -> new ArrayList<>()).add(question.ask(requests));
            }
        }
        return times;
    }

    private Map<Question, Double> medians(Map<Question, List<Double>> times) {
        Map<Question, Double> medians = new LinkedHashMap<>();
        questions.forEach(question -> medians.put(
                question, Spread.of(times.getOrDefault(question, List.of())).median()));
        return medians;
    }
}
