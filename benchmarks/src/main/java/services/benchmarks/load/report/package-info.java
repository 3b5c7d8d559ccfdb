/** What was measured, and how it is shown: as JSON for programs, as HTML and Markdown with charts for people. */
@NullMarked
package services.benchmarks.load.report;

import org.jspecify.annotations.NullMarked;
