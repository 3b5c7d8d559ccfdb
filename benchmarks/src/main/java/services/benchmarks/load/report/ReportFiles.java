package services.benchmarks.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Writes a report: {@code report.html}, {@code report.md}, {@code report.json}, and the charts as files of their own. */
public final class ReportFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    public ReportFiles(Path folder) {
        this.folder = folder;
    }

    public void write(LoadReport report) throws IOException {
        Files.createDirectories(folder);
        List<Section> sections = Sections.of(report);
        Files.writeString(folder.resolve("report.html"), HtmlWriter.write("The system under load", sections));
        Files.writeString(folder.resolve("report.md"), MarkdownWriter.write(sections));
        Files.writeString(
                folder.resolve("report.json"),
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of("report", report, "targets", Target.of(report))));
        for (Section section : sections) {
            for (Chart chart : section.charts()) {
                Files.writeString(folder.resolve(chart.name() + ".svg"), chart.svg());
            }
        }
    }
}
