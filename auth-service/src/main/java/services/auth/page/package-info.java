/**
 * The pages that people see in a browser: one layout, rendered on the server by Pebble with everything escaped, in English and Russian,
 * without a script. It owns the templates, their texts and style, the headers of each page, the brand, where a page leads when it is
 * done, and the defence of forms against forgery. What a page is about is the business of the {@code *PageController} that shows it.
 */
@NullMarked
package services.auth.page;

import org.jspecify.annotations.NullMarked;
