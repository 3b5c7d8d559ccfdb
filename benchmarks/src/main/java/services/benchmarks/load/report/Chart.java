package services.benchmarks.load.report;

/**
 * A picture.
 *
 * @param name of its file, without the ending
 * @param title for those who do not see it
 */
record Chart(String name, String title, String svg) {}
