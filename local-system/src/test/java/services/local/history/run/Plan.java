package services.local.history.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import services.local.history.Action.Door;

/**
 * Everything that follows from a seed.
 *
 * @param clients the steps of each
 * @param faults in the order in which they come
 */
record Plan(long seed, List<List<Step>> clients, List<PlannedFault> faults) {

    static final int USERS = 6;
    static final int SLOTS = 24;

    private static final int CLIENTS = 8;
    private static final double AT_ONCE = 0.08;
    private static final double IN_A_ROW = 0.6;
    private static final List<Door> DOORS =
            List.of(Door.INTERNAL, Door.INTERNAL, Door.INTERNAL, Door.ACCOUNT, Door.DATA);

    /**
     * @param afterOperations how many operations have been answered when it begins, unless the one before it still lasts
     * @param lasts from its beginning to its end
     */
    record PlannedFault(int afterOperations, Fault fault, Duration lasts) {}

    /** @param operations how many there are at the least */
    static Plan of(long seed, int operations, Approach approach) {
        SplittableRandom random = new SplittableRandom(seed);
        int each = Math.ceilDiv(operations, CLIENTS);
        List<List<Step>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(ignored -> steps(random.split(), each, approach))
                .toList();
        return new Plan(seed, clients, faults(random.split(), operations, approach));
    }

    Plan withoutFaults() {
        return new Plan(seed, clients, List.of());
    }

    private static List<Step> steps(SplittableRandom random, int count, Approach approach) {
        return Stream.generate(() -> step(random, approach)).limit(count).toList();
    }

    private static Step step(SplittableRandom random, Approach approach) {
        List<Step.Move> moves = new ArrayList<>();
        int slot = random.nextInt(SLOTS);
        if (random.nextDouble() < AT_ONCE) {
            moves.add(move(Deed.change(random), slot, random, approach));
            int witnesses = 1 + random.nextInt(3);
            for (int i = 0; i < witnesses; i++) {
                moves.add(move(Deed.witness(random), slot, random, approach));
            }
        } else {
            moves.add(move(Deed.any(random), slot, random, approach));
        }
        int pause = random.nextDouble() < IN_A_ROW ? random.nextInt(20) : random.nextInt(500);
        return new Step(List.copyOf(moves), Duration.ofMillis(pause));
    }

    private static Step.Move move(Deed deed, int slot, SplittableRandom random, Approach approach) {
        return new Step.Move(
                deed,
                slot,
                any(approach.auth(), random),
                any(approach.resource(), random),
                any(DOORS, random),
                random.nextInt(Integer.MAX_VALUE));
    }

    private static <T> T any(List<T> choice, SplittableRandom random) {
        return choice.get(random.nextInt(choice.size()));
    }

    /** Each kind once, evenly over the run, in an order of chance. */
    private static List<PlannedFault> faults(SplittableRandom random, int operations, Approach approach) {
        List<Fault> kinds = new ArrayList<>(approach.faults());
        Collections.shuffle(kinds, new Random(random.nextLong()));
        int between = operations / (kinds.size() + 1);
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> new PlannedFault(
                        between * (i + 1) - random.nextInt(Math.max(1, between / 4)),
                        kinds.get(i),
                        Duration.ofMillis(500 + random.nextInt(2000))))
                .toList();
    }
}
