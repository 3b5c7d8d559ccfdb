package services.benchmarks.load.report;

import java.util.List;
import java.util.stream.Collectors;

/** The report as one page that needs nothing beside it. */
final class HtmlWriter {

    private HtmlWriter() {}

    static String write(String title, List<Section> sections) {
        return String.format(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
                table { border-collapse: collapse; margin: 1rem 0; font-size: 13px }
                th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top }
                th { background: #f4f4f4 }
                .scroll { overflow-x: auto }
                svg { max-width: 100%%; height: auto }
                </style>
                </head>
                <body>
                <h1>%1$s</h1>
                %2$s
                </body>
                </html>
                """, title, sections.stream().map(HtmlWriter::section).collect(Collectors.joining("\n")));
    }

    private static String section(Section section) {
        StringBuilder html = new StringBuilder("<h2>" + text(section.title()) + "</h2>\n");
        section.text()
                .forEach(paragraph -> html.append("<p>").append(text(paragraph)).append("</p>\n"));
        section.charts()
                .forEach(chart -> html.append("<figure>").append(chart.svg()).append("</figure>\n"));
        section.tables().forEach(table -> html.append(table(table)));
        return html.toString();
    }

    private static String table(Table table) {
        return "<div class=\"scroll\"><table>\n" + row("th", table.header())
                + table.rows().stream().map(row -> row("td", row)).collect(Collectors.joining()) + "</table></div>\n";
    }

    private static String row(String element, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + element + ">" + text(cell) + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    /** The few marks of Markdown that the texts have. */
    private static String text(String text) {
        return Svg.escape(text)
                .replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("\\*\\*([^*]*)\\*\\*", "<strong>$1</strong>");
    }
}
