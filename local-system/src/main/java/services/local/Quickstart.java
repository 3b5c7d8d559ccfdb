package services.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import services.backing.BackingServiceFailure;
import services.backing.BackingServices;
import services.local.Options.Option;
import services.local.roundtrip.Outcome;
import services.local.roundtrip.RoundTrip;
import services.local.terminal.Style;
import services.local.terminal.Terminal;

/** The program behind {@code ./quickstart}: starts the system, plays the round trip, and stays until it is stopped. */
public final class Quickstart {

    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int WRONG_USE = 2;

    private final Terminal terminal;
    private final Options options;
    private final Path repository;
    private final Map<String, String> settings;

    private Quickstart(Terminal terminal, Options options, Path repository, Map<String, String> settings) {
        this.terminal = terminal;
        this.options = options;
        this.repository = repository;
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.standard(System.getenv());
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (LocalSystemFailure e) {
            terminal.line(String.valueOf(e.getMessage()));
            System.exit(WRONG_USE);
            return;
        }
        Farewell farewell = Farewell.of(Thread.currentThread());
        farewell.end(run(terminal, options));
    }

    private static int run(Terminal terminal, Options options) {
        try {
            Path repository = Repository.root();
            Map<String, String> settings = Settings.read(repository, System.getenv());
            return new Quickstart(terminal, options, repository, settings).run();
        } catch (InterruptedException | Interrupted ignored) {
            return SUCCESS;
        } catch (LocalSystemFailure | BackingServiceFailure e) {
            if (!Thread.interrupted()) {
                terminal.line(terminal.cross() + " " + e.getMessage());
            }
            return FAILURE;
        }
    }

    private int run() throws InterruptedException {
        PrivateFolder folder = PrivateFolder.at(repository.resolve(".quickstart"));
        try (FolderLock lock = FolderLock.take(folder)) {
            Ports.of(settings).check();
            SystemDescription.removeFrom(folder);
            if (options.has(Option.FRESH)) {
                empty(folder);
            }
            folder.empty(folder.path().resolve("logs"));
            terminal.line(Style.HEADING, "Starting");
            learnTheStart();
            return run(folder);
        }
    }

    private void learnTheStart() throws InterruptedException {
        try {
            Training.ensure(repository, new ShownProgress(terminal));
        } catch (LocalSystemFailure | BackingServiceFailure e) {
            terminal.line("  The services start without what makes their start fast: " + e.getMessage());
        }
    }

    private int run(PrivateFolder folder) throws InterruptedException {
        LocalSystem.Config config = new LocalSystem.Config(
                repository,
                folder.path(),
                settings,
                BackingServices.in(folder.data(), settings),
                new ShownProgress(terminal),
                JvmStart.CACHED);
        LocalSystem system = LocalSystem.start(config);
        try {
            return use(system);
        } finally {
            boolean interrupted = Thread.interrupted();
            terminal.line("");
            terminal.line(Style.HEADING, "Stopping");
            system.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int use(LocalSystem system) throws InterruptedException {
        boolean held = playRoundTrip(system);
        if (options.has(Option.DEMO)) {
            return held ? SUCCESS : FAILURE;
        }
        if (!held) {
            return FAILURE;
        }
        new Directions(terminal).show(system.description(), system.folder());
        return stay(system);
    }

    private boolean playRoundTrip(LocalSystem system) throws InterruptedException {
        Outcome outcome = new RoundTrip(system.destination(), terminal, new SecureRandom()).play();
        terminal.line("");
        switch (outcome) {
            case Outcome.Completed completed ->
                terminal.line(
                        terminal.tick() + " All " + completed.steps() + " steps of the round trip went as they should");
            case Outcome.Failed failed ->
                terminal.line(terminal.cross() + " The round trip ended at step " + failed.step() + ": "
                        + failed.complaint());
        }
        return outcome instanceof Outcome.Completed;
    }

    private int stay(LocalSystem system) throws InterruptedException {
        try {
            ServiceProcess ended = system.serviceEnded().get();
            terminal.line(terminal.cross() + " " + ended.name() + " has ended by itself. The end of its log, "
                    + ended.log() + ":");
            terminal.line(ended.lastWords().indent(4).stripTrailing());
            return FAILURE;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void empty(PrivateFolder folder) {
        if (settings.containsKey("AUTH_SERVICE_DATABASE_URL")) {
            terminal.line("--fresh leaves the configured databases as they are");
        }
        BackingServices.erase(folder.data());
        folder.empty(folder.mail());
    }
}
