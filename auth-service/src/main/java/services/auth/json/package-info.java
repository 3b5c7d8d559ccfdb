/**
 * How JSON bodies are read: strictly. The library would make a string of a number and a {@code false} of any word, and
 * would pass over what follows the text; here all that is an error of the client.
 */
@NullMarked
package services.auth.json;

import org.jspecify.annotations.NullMarked;
