/** Attackers who have many addresses, much time, and know everything but the secret: docs/adr/0011 and 0013 say how far they get. */
@NullMarked
package services.auth.attack;

import org.jspecify.annotations.NullMarked;
