package io.lanewise.training;

/**
 * When a training ends: whichever comes first.
 *
 * @param epochs epochs in all
 * @param steps steps in all
 * @param nanos time of this run
 * @param gradientNorm norm of the gradient that is small enough; below 0 if none is, so that it is not measured
 * @param patience epochs without a lower validation loss; 0 for no early stopping
 */
record Limits(int epochs, long steps, long nanos, double gradientNorm, int patience) {
    boolean measuresGradients() {
        return gradientNorm >= 0;
    }
}
