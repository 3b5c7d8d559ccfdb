/**
 * Messages that nobody should send: they begin as good ones and are changed by chance, from a seed. The tests that send them are beside what
 * reads them, and are called {@code *FuzzIT} and {@code *FuzzTest}.
 */
@NullMarked
package services.auth.fuzz;

import org.jspecify.annotations.NullMarked;
