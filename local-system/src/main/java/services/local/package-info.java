/**
 * The whole system on one machine: PostgreSQL, Redis and the two services as processes of their own, with secrets made
 * once. {@link services.local.LocalSystem} starts, stops, kills and pauses its parts, for {@code ./quickstart} and for
 * the tests of the system alike; {@link services.local.Quickstart} is the program behind {@code ./quickstart}.
 * {@link services.local.Training} makes what the services start from, see {@link services.local.StartCache}.
 *
 * <p>Where the servers come from is the business of {@code services.backing}; what is said to the running system is
 * told in {@code services.local.roundtrip}.
 */
@NullMarked
package services.local;

import org.jspecify.annotations.NullMarked;
