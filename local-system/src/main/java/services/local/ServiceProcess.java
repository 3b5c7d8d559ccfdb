package services.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import services.backing.LastWill;
import services.backing.LogTail;
import services.backing.Signals;

/** One service as a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration GRACE_TO_WRITE = Duration.ofMinutes(4);
    private static final int TAIL = 12;

    /** Ctrl-C at a terminal reaches every process there; the services are stopped in order instead. */
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";

    /** How the C library keeps memory, as in the image; why is told there. */
    public static final String MALLOC = "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1"
            + ":glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=67108864";

    private final String name;
    private final StartCache cache;
    private final JvmStart start;
    private final Map<String, String> environment;
    private final Path log;
    private final SystemDescription.Listeners listeners;
    private final Progress progress;
    private @Nullable Process process;
    private @Nullable LastWill lastWill;

    ServiceProcess(
            String name,
            StartCache cache,
            JvmStart start,
            Map<String, String> environment,
            Path log,
            SystemDescription.Listeners listeners,
            Progress progress) {
        this.name = name;
        this.cache = cache;
        this.start = start;
        this.environment = environment;
        this.log = log;
        this.listeners = listeners;
        this.progress = progress;
    }

    public String name() {
        return name;
    }

    public URI publicUrl() {
        return URI.create(listeners.publicUrl());
    }

    public URI internalUrl() {
        return URI.create(listeners.internalUrl());
    }

    public Path log() {
        return log;
    }

    /** The last lines of the log. */
    public String lastWords() {
        return LogTail.of(log, TAIL);
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The number that the operating system has for the running process. */
    public synchronized long pid() {
        return running().pid();
    }

    /** Starts the process and does not wait until it answers. */
    public void launch() {
        launch(start);
    }

    /** The same, with or without its start cache for this once. */
    public synchronized void launch(JvmStart start) {
        ProcessBuilder builder = new ProcessBuilder(command(start)).redirectErrorStream(true);
        builder.redirectInput(Redirect.from(new File("/dev/null"))).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().put("GLIBC_TUNABLES", MALLOC);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastWill = LastWill.of("kill -TERM \"$1\"", Long.toString(process.pid()));
    }

    /** Returns when the service says that it is ready. */
    public void awaitReady() {
        awaitReady(START);
    }

    /** The same for whoever has more patience, or less. */
    public void awaitReady(Duration limit) {
        new Readiness(this, progress, limit).await();
    }

    public void start() {
        launch();
        awaitReady();
    }

    /** Kills at once, as a crash would. */
    public synchronized void kill() {
        if (process != null) {
            Signals.kill(process.toHandle());
            forget();
        }
    }

    /** Asks to end, and insists after a grace. */
    public synchronized void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(grace().toMillis(), TimeUnit.MILLISECONDS)) {
                destroy(process).waitFor();
            }
        } catch (InterruptedException e) {
            destroy(process);
            Thread.currentThread().interrupt();
        }
        forget();
    }

    /** Stops in an orderly way and starts again. */
    public void restart() {
        stop();
        start();
    }

    /** Freezes the process: its connections stay open and nothing answers. */
    public synchronized void pause() {
        Signals.pause(running().toHandle());
    }

    public synchronized void resume() {
        Signals.resume(running().toHandle());
    }

    /** Completes when the process ends, however. */
    public synchronized CompletableFuture<ServiceProcess> ended() {
        return running().onExit().thenApply(exited -> this);
    }

    @Override
    public void close() {
        stop();
    }

    private Duration grace() {
        return start == JvmStart.TRAINING ? GRACE_TO_WRITE : GRACE;
    }

    /** With the JVM that writes its cache, if it is there by now. */
    private static Process destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        return process.destroyForcibly();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return process;
    }

    private void forget() {
        process = null;
        if (lastWill != null) {
            lastWill.revoke();
            lastWill = null;
        }
    }

    private List<String> command(JvmStart start) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", DEAF_TO_THE_TERMINAL, name));
        words.addAll(cache.command(start));
        return words;
    }
}
