/**
 * The tests of the system: both services as processes, with servers that can be killed, spoken to over HTTP alone.
 *
 * <p>A token's states are walked in {@code StateDiagramIT}, {@code ForgedTokenIT}, {@code LifetimeIT} and
 * {@code AbsentPartIT}; what clients see while parts die and return, in {@code OutageIT}, and by chance in
 * {@code services.local.history}. {@code BalancedSystemIT} has two instances of each service behind HAProxy. What a service does for itself is tested beside its own code.
 */
@NullMarked
package services.local.system;

import org.jspecify.annotations.NullMarked;
