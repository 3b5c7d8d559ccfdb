package services.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import services.local.roundtrip.Outcome;
import services.local.roundtrip.RoundTrip;
import services.local.terminal.Terminal;

/**
 * Makes the start caches of both services: a system of its own, on servers of its own, whose JVMs watch themselves while it starts
 * and plays the round trip, and write what they learned when they end. Its {@code main} is called while an image is built.
 */
public final class Training {

    private static final List<String> SERVICES = List.of("auth-service", "resource-service");

    private Training() {}

    /** The caches of the project around the working directory, unless they are there. */
    public static void main(String[] ignored) throws InterruptedException {
        Terminal terminal = Terminal.standard(System.getenv());
        try {
            ensure(Repository.root(), new ShownProgress(terminal));
        } catch (RuntimeException failure) {
            terminal.line(terminal.cross() + " " + failure.getMessage());
            System.exit(1);
        }
    }

    /** Makes what is missing or stale. */
    public static void ensure(Path repository, Progress progress) throws InterruptedException {
        if (caches(repository).allMatch(StartCache::isCurrent)) {
            return;
        }
        long begin = System.nanoTime();
        try {
            train(LocalSystem.Config.isolated(repository).with(JvmStart.TRAINING), progress);
            caches(repository).forEach(StartCache::keep);
        } finally {
            caches(repository).forEach(StartCache::forgetUnfinished);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        progress.done("The services will start faster from now on (learned in " + took.toSeconds() + " s)");
    }

    private static void train(LocalSystem.Config config, Progress progress) throws InterruptedException {
        try (LocalSystem system = LocalSystem.start(config.with(new Rehearsal(progress)))) {
            try {
                play(system);
            } catch (InterruptedException | RuntimeException e) {
                system.kill();
                throw e;
            }
            progress.waiting("the JVMs to write down what they learned", Duration.ZERO);
            Stream.of(system.resource(), system.auth()).parallel().forEach(ServiceProcess::stop);
        }
    }

    private static void play(LocalSystem system) throws InterruptedException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, false, false, false);
        if (new RoundTrip(system.destination(), terminal, new SecureRandom()).play() instanceof Outcome.Failed failed) {
            throw new LocalSystemFailure("The round trip ended at step " + failed.step() + ": " + failed.complaint());
        }
    }

    private static Stream<StartCache> caches(Path repository) {
        return SERVICES.stream().map(service -> StartCache.of(repository, service));
    }

    /** Tells that something is being waited for, and not of each part that is ready. */
    private record Rehearsal(Progress shown) implements Progress {

        @Override
        public void waiting(String what, Duration since) {
            shown.waiting(what + ", to learn its start", since);
        }

        @Override
        public void done(String what) {
            // it is the start after this one that is of interest
        }
    }
}
