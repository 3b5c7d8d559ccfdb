/**
 * Starts resource-service: checks the settings, brings the schema up to date, opens the two listeners.
 *
 * <p>Owns what is said when that fails: one line that names the setting to change, and exit status 1.
 */
@NullMarked
package services.resource;

import org.jspecify.annotations.NullMarked;
