package services.benchmarks.load.report;

import java.util.List;
import java.util.stream.Collectors;

/** The report for a repository: tables in Markdown, charts as files beside it. */
final class MarkdownWriter {

    private MarkdownWriter() {}

    static String write(List<Section> sections) {
        return sections.stream().map(MarkdownWriter::section).collect(Collectors.joining("\n"));
    }

    private static String section(Section section) {
        StringBuilder text = new StringBuilder("### " + section.title() + "\n");
        section.text().forEach(paragraph -> text.append('\n').append(paragraph).append('\n'));
        section.charts().forEach(chart -> text.append("\n![" + chart.title() + "](" + chart.name() + ".svg)\n"));
        section.tables().forEach(table -> text.append('\n').append(table(table)));
        return text.toString();
    }

    private static String table(Table table) {
        return row(table.header())
                + row(table.header().stream().map(ignored -> "---").toList())
                + table.rows().stream().map(MarkdownWriter::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
