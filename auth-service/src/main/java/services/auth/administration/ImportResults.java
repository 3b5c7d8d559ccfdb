package services.auth.administration;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.serde.ObjectMapper;

/**
 * What became of the lines so far, in a temporary file until all are read: most clients read no answer before they have sent
 * everything, and would wait for us while we wait for them.
 */
final class ImportResults implements AutoCloseable {

    private final ObjectMapper mapper;
    private final FileChannel file;
    private final Writer writer;
    private final Map<ImportResult.Status, Long> counts = new EnumMap<>(ImportResult.Status.class);

    ImportResults(ObjectMapper mapper) {
        this.mapper = mapper;
        try {
            Path path = Files.createTempFile("import", ".ndjson");
            this.file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.writer = new BufferedWriter(Channels.newWriter(file, StandardCharsets.UTF_8));
    }

    void add(ImportResult result) {
        counts.merge(result.status(), 1L, Long::sum);
        try {
            writer.write(mapper.writeValueAsString(result));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines there are of each kind. */
    String summary() {
        return Stream.of(ImportResult.Status.CREATED, ImportResult.Status.EXISTS, ImportResult.Status.INVALID)
                .map(status -> status.name().toLowerCase(Locale.ROOT) + " " + counts.getOrDefault(status, 0L))
                .collect(Collectors.joining(", "));
    }

    /** All of them; whoever has read them closes it, and the file is gone. */
    InputStream read() {
        try {
            writer.flush();
            file.position(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Channels.newInputStream(file);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
