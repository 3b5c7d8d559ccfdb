package services.benchmarks.load.report;

import java.util.List;

/**
 * A part of the report.
 *
 * @param text paragraphs before the table
 */
record Section(String title, List<String> text, List<Chart> charts, List<Table> tables) {}
