package services.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/standards.md} has a proof for each demand, and the tests that it names are there. */
class StandardsTest {

    private static final int STANDARDS = 15;
    private static final int ROWS_AT_LEAST = 400;

    /** {@code `Class.method`}, or {@code `Class`} where the whole class is the proof. */
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test|Contract)(?:\\.\\w+)?)`");

    private final List<String> lines;
    private final List<Row> rows;
    private final Map<String, String> sources;

    StandardsTest() throws IOException {
        lines = Files.readAllLines(Path.of("../docs/standards.md"));
        rows = lines.stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| section |") && !line.startsWith("| ---"))
                .map(Row::parse)
                .toList();
        sources = testSources();
    }

    /** What a section demands, and the tests or the reason that answer it. */
    private record Row(String line, String proof) {

        static Row parse(String line) {
            List<String> cells = Pattern.compile("\\|")
                    .splitAsStream(line)
                    .skip(1)
                    .map(String::strip)
                    .toList();
            assertThat(cells).as(line).hasSize(3).doesNotContain("");
            return new Row(line, cells.get(2));
        }

        Stream<String> namedTests() {
            return NAMED_TEST.matcher(proof).results().map(found -> found.group(1));
        }
    }

    @Test
    void everyStandardHasATableAndEveryRowAProof() {
        assertThat(lines.stream().filter(line -> line.startsWith("## "))).hasSize(STANDARDS);
        assertThat(rows)
                .hasSizeGreaterThan(ROWS_AT_LEAST)
                .extracting(Row::proof)
                .noneMatch(proof -> proof.startsWith("(to write)"));
    }

    @Test
    void everyNamedTestExists() {
        assertThat(rows.stream()
                        .flatMap(Row::namedTests)
                        .distinct()
                        .filter(test -> !exists(test))
                        .sorted())
                .isEmpty();
    }

    @Test
    void nothingIsLeftToWrite() {
        assertThat(rows.stream().map(Row::line).filter(line -> line.contains("(to write)")))
                .isEmpty();
    }

    /** Tests are the methods of a class that are not private. */
    private boolean exists(String test) {
        String[] name = test.split("\\.", 2);
        String source = sources.getOrDefault(name[0], "");
        return name.length == 1
                ? sources.containsKey(name[0])
                : Pattern.compile("\n    (?:void|Stream<DynamicTest>) " + name[1] + "\\(")
                        .matcher(source)
                        .find();
    }

    /** The tests of all modules, by the names of their classes; those that share a name are taken together. */
    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(StandardsTest::javaFiles)
                    .collect(Collectors.toMap(StandardsTest::className, StandardsTest::read, String::concat));
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
