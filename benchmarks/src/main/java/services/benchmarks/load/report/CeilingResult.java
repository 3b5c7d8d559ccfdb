package services.benchmarks.load.report;

import java.util.List;

/** @param rates in a second, of each round */
public record CeilingResult(String name, List<Double> rates) {}
