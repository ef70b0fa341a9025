/**
 * How well a network answers: accuracy, precision and recall, areas under curves, errors of regressions. Computed while the
 * examples stream by, exactly, and as scikit-learn defines them.
 *
 * <p>Knows arrays of answers and of what was right; no model, no data set, no trainer.
 */
@NullMarked
package io.lanewise.training.metric;

import org.jspecify.annotations.NullMarked;
