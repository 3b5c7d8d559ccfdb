package services.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.Load.Shot;
import services.local.BalancedSystem;
import services.local.Balancer.Instance;
import services.local.roundtrip.Call;

/**
 * What instances cost: the processor time of a request with one and with two instances of each service behind the balancer, and
 * what each instance holds. With one, the other is drained and idle. All of it runs on one machine, so the rate says how much is
 * lost by adding one there, and the processor time what a machine of its own would bear.
 */
final class InstancesBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(InstancesBenchmark.class);

    /**
     * How much of it.
     *
     * @param logins whose tokens are shown, one after the other
     * @param warmUp how long all instances are under each load before that: the compilers of a JVM need their time
     * @param measurement how long each rate is measured
     */
    record Plan(int logins, int clients, int rounds, Duration warmUp, Duration measurement) {

        static Plan full() {
            return new Plan(200, 64, 5, Duration.ofSeconds(60), Duration.ofSeconds(8));
        }
    }

    private final Plan plan;
    private final Load load;
    private final BalancedSystem system;

    private InstancesBenchmark(Plan plan, Load load, BalancedSystem system) {
        this.plan = plan;
        this.load = load;
        this.system = system;
    }

    static InstancesReport run(Plan plan) {
        try (Load load = new Load(plan.clients());
                BalancedSystem system = BalancedSystem.start(Logins.quick())) {
            return new InstancesBenchmark(plan, load, system).run();
        }
    }

    private InstancesReport run() {
        LOG.info("{} users log in", plan.logins());
        Logins logins = new Logins(system.system());
        List<String> tokens = logins.tokens(plan.logins());
        String callerToken = logins.callerToken();
        Map<InstancesReport.Path, List<Shot>> shots = new EnumMap<>(InstancesReport.Path.class);
        shots.put(
                InstancesReport.Path.VALIDATION,
                validations(tokens, callerToken, system.balancer().internalUrl()));
        shots.put(
                InstancesReport.Path.VALIDATION_PAST_THE_BALANCER,
                validations(
                        tokens, callerToken, system.instance(Instance.AUTH_1).internalUrl()));
        URI data = system.balancer().resourceUrl().resolve("/data");
        shots.put(
                InstancesReport.Path.DATA,
                tokens.stream()
                        .map(token -> Shot.of(Call.get(data).bearer(token), "{\"data\":["))
                        .toList());
        LOG.info("Warms up for {} s each", plan.warmUp().toSeconds());
        shots.values().forEach(each -> load.rate(each, plan.warmUp()));
        List<InstancesReport.Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            LOG.info("Round {} of {}", round, plan.rounds());
            for (int instances : round % 2 == 0 ? new int[] {1, 2} : new int[] {2, 1}) {
                use(instances);
                shots.entrySet().stream()
                        .filter(entry -> instances == 1 || entry.getKey().isBalanced())
                        .map(entry -> measure(entry.getKey(), instances, entry.getValue()))
                        .forEach(measurements::add);
            }
        }
        return new InstancesReport(plan, measurements, held(Instance.AUTH_2), held(Instance.RESOURCE_2));
    }

    private List<Shot> validations(List<String> tokens, String callerToken, URI internal) {
        return tokens.stream()
                .map(token -> Call.post(internal.resolve("/validateToken"))
                        .json(Map.of("token", token))
                        .bearer(callerToken))
                .map(call -> Shot.of(call, "{\"authenticated\":true"))
                .toList();
    }

    private void use(int instances) {
        for (Instance second : List.of(Instance.AUTH_2, Instance.RESOURCE_2)) {
            if (instances == 1) {
                system.balancer().drain(second);
            } else {
                system.balancer().takeBack(second);
                system.awaitUp(second);
            }
        }
    }

    private InstancesReport.Measurement measure(InstancesReport.Path path, int instances, List<Shot> shots) {
        double services = servicesSeconds();
        double balancer = seconds(system.balancer().pid());
        long begin = System.nanoTime();
        double rate = load.rate(shots, plan.measurement());
        double answers = rate * (System.nanoTime() - begin) / 1e9;
        return new InstancesReport.Measurement(
                path,
                instances,
                rate,
                1e6 * (servicesSeconds() - services) / answers,
                1e6 * (seconds(system.balancer().pid()) - balancer) / answers);
    }

    private double servicesSeconds() {
        return Stream.of(Instance.values())
                .mapToDouble(instance -> seconds(system.instance(instance).pid()))
                .sum();
    }

    private static double seconds(long process) {
        return ProcessHandle.of(process)
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElseThrow()
                        .toNanos()
                / 1e9;
    }

    private InstancesReport.Held held(Instance instance) {
        long process = system.instance(instance).pid();
        URI redis = URI.create(system.system().description().redis());
        String database = system.system().description().postgres().auth().url();
        int databasePort = URI.create(database.substring("jdbc:".length())).getPort();
        List<Integer> ports = Connections.of(process);
        return new InstancesReport.Held(
                residentMegabytes(process), count(ports, databasePort), count(ports, redis.getPort()));
    }

    private static int count(List<Integer> ports, int wanted) {
        return (int) ports.stream().filter(port -> port == wanted).count();
    }

    private static long residentMegabytes(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
