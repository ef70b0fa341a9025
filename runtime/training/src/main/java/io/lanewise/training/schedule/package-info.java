/**
 * How the learning rate changes while a network is trained. A schedule is a pure function of the number of steps, so a resumed
 * training needs no more than that number; {@link io.lanewise.training.schedule.ReduceOnPlateau}, which looks at losses, is the one
 * exception.
 */
@NullMarked
package io.lanewise.training.schedule;

import org.jspecify.annotations.NullMarked;
