/**
 * Makes histories: many clients with a plan each, faults on a schedule, all from one seed. The plan is the same whenever the
 * seed is; which of two operations at once comes first is not, and with it what a later step finds.
 */
@NullMarked
package services.local.history.run;

import org.jspecify.annotations.NullMarked;
