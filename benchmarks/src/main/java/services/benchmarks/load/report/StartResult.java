package services.benchmarks.load.report;

import java.util.List;

/**
 * How long a process takes to start, in seconds, of each round.
 *
 * @param firstAnswer until a request was answered
 * @param ready until it said that it is ready; empty for what has no readiness
 */
public record StartResult(String name, List<Double> firstAnswer, List<Double> ready) {}
