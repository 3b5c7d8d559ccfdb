package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

import services.benchmarks.load.machine.Machine;

/**
 * What a run found.
 *
 * @param plan how much of everything
 * @param settings what was set over the standard settings of the services
 * @param servers PostgreSQL and Redis
 * @param preparation how long each part of it took, in seconds
 */
public record LoadReport(
        String begunAt,
        Machine machine,
        Map<String, String> plan,
        Map<String, String> settings,
        List<String> servers,
        Map<String, Double> preparation,
        List<ScenarioResult> scenarios,
        List<LatencyResult> latencies,
        StormResult storm,
        ManyFewResult manyFew,
        DayResult day,
        List<StartResult> starts) {

    public ScenarioResult scenario(String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
