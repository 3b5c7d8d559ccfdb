package services.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL as processes of this machine, from the programs that a jar carries. */
final class EmbeddedPostgres extends EmbeddedServer {

    private static final String ORDERLY = "kill -INT \"$(head -n 1 \"$1/data/postmaster.pid\")\"";
    private static final String AT_ONCE = "kill -KILL \"$(head -n 1 \"$1/data/postmaster.pid\")\"; rm -rf \"$1\"";

    private final String superuserPassword;
    private final Path programs = PostgresBinaries.unpacked();

    EmbeddedPostgres(ServerFolder folder, String superuserPassword) {
        super(folder, ORDERLY, AT_ONCE);
        this.superuserPassword = superuserPassword;
    }

    /** Kills a server that outlived its JVM on data which nobody wants any more. */
    static void forget(ServerFolder folder) {
        postmaster(folder).filter(EmbeddedPostgres::isPostgres).ifPresent(Signals::kill);
    }

    @Override
    public void launch() {
        Root.check();
        if (Files.exists(folder.data().resolve("PG_VERSION"))) {
            checkVersion();
            removeWhatACrashLeft();
        } else {
            initialize();
        }
        Command.Result start = program(
                        "pg_ctl", "-D", data(), "-l", folder.log().toString(), "-w", "-o", settings(), "start")
                .run();
        if (!start.succeeded()) {
            throw new BackingServiceFailure("the embedded PostgreSQL does not start: " + lastWords());
        }
    }

    @Override
    Optional<ProcessHandle> process() {
        return postmaster(folder);
    }

    @Override
    void shutDown() {
        program("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop").run();
    }

    private static Optional<ProcessHandle> postmaster(ServerFolder folder) {
        return Signals.fromPidFile(folder.data().resolve("postmaster.pid"));
    }

    /** In a folder of another name first: a start that is killed leaves no half of a database behind. */
    private void initialize() {
        ServerFolder unfinished = new ServerFolder(folder.path().resolve("unfinished"), true);
        unfinished.delete();
        Path passwordFile = folder.path().resolve("initial-password");
        try {
            Files.writeString(passwordFile, superuserPassword);
            program(
                            "initdb",
                            "-D",
                            unfinished.path().toString(),
                            "-U",
                            LocalPostgres.SUPERUSER,
                            "--pwfile",
                            passwordFile.toString(),
                            "-A",
                            "scram-sha-256",
                            "-E",
                            "UTF8",
                            "--no-locale",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-sync")
                    .runOrFail("preparing the data of the embedded PostgreSQL");
            Files.delete(passwordFile);
            Files.move(unfinished.path(), folder.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkVersion() {
        String data = read(folder.data().resolve("PG_VERSION"));
        String ours = program("postgres", "--version").run().output().replaceAll(".* (\\d+).*\\s*", "$1");
        if (!data.equals(ours)) {
            throw new BackingServiceFailure(
                    "the data in " + folder.path() + " are of PostgreSQL " + data + " and the embedded one is " + ours
                            + ": start with empty data (./quickstart --fresh), or run the version that made them");
        }
    }

    /**
     * PostgreSQL refuses to start while the process that its lock file names is there, even when that is a zombie or,
     * after a crash of the machine, another program with the same number. A postmaster that outlived its JVM is stopped.
     */
    private void removeWhatACrashLeft() {
        if (process().filter(EmbeddedPostgres::isPostgres).isPresent()) {
            program("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop").runOrFail("stopping a PostgreSQL left behind");
        } else {
            delete(folder.data().resolve("postmaster.pid"));
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("postgres");
    }

    /** No server of a test outlives the machine it runs on, so there is nothing to bring to the disk. */
    private String settings() {
        String settings =
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= " + "-c max_connections=300";
        return folder.isTemporary() ? settings + " -c fsync=off -c full_page_writes=off" : settings;
    }

    private Command program(String name, String... arguments) {
        List<String> words = new ArrayList<>(Root.asSomebodyElse());
        words.add(programs.resolve(name).toString());
        words.addAll(List.of(arguments));
        return Command.of(words);
    }

    private String data() {
        return folder.data().toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
