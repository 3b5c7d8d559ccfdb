package services.benchmarks;

import services.benchmarks.http.Requests;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

/**
 * A request whose answer is waited for.
 *
 * @param title for people
 * @param items how many the answer has; none where it is no page
 */
record Question(String title, Call call, int items) {

    /** @return how long the answer took, in milliseconds */
    double ask(Requests requests) {
        long begin = System.nanoTime();
        Answer answer = requests.send(call, 200);
        double took = (System.nanoTime() - begin) / 1e6;
        if (answer.at("/items").size() != items) {
            throw new IllegalStateException(
                    title + " has " + answer.at("/items").size() + " items");
        }
        return took;
    }
}
