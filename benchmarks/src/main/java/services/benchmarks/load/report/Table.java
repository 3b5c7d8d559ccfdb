package services.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;

/** A table, however it is written. */
record Table(List<String> header, List<List<String>> rows) {

    static Table with(String... header) {
        return new Table(List.of(header), new ArrayList<>());
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }
}
