/**
 * Text for the person at the terminal: colours where they are seen and wanted, progress on one line where a line can be
 * written over. What is said belongs to those who say it.
 */
@NullMarked
package services.local.terminal;

import org.jspecify.annotations.NullMarked;
