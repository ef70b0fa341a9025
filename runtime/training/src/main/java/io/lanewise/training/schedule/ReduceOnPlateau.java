package io.lanewise.training.schedule;

import io.lanewise.training.optimizer.Form;

/**
 * Multiplies the learning rate by {@code factor} when the loss has stopped to fall: the validation loss of each epoch, or the training
 * loss where there is no validation data. What a {@link Schedule} gives is multiplied as well.
 *
 * <ul>
 *   <li>{@link Form#TORCH}, {@code ReduceLROnPlateau}: an epoch is better if its loss is below {@code best·(1 − threshold)}; the rate falls
 *       after more than {@code patience} epochs that were not; in a cooldown no epoch counts as bad.
 *   <li>{@link Form#KERAS}, {@code ReduceLROnPlateau}: better is below {@code best − threshold}; the rate falls in the
 *       {@code patience}th such epoch; the last epoch of a cooldown counts already.
 * </ul>
 *
 * <p>PyTorch's {@code eps}, below which it leaves a change out, is 0 here.
 *
 * @param factor by which the rate is multiplied, above 0 and below 1
 * @param patience epochs without a better loss, at least 0
 * @param threshold what counts as better, finite, at least 0
 * @param cooldown epochs after a fall in which nothing is counted, at least 0
 * @param minimum the share of the learning rate where it stops to fall, from 0 to 1: Keras's {@code min_lr} by the learning rate
 * @param form whose way to count
 */
public record ReduceOnPlateau(double factor, int patience, double threshold, int cooldown, double minimum, Form form) {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public ReduceOnPlateau {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException(
                    "The factor on a plateau is " + factor + ". Pass a number above 0 and below 1.");
        }
        Checks.notNegative("patience on a plateau", patience);
        Checks.notNegative("threshold of a better loss", threshold);
        Checks.notNegative("cooldown on a plateau", cooldown);
        Checks.share("minimum on a plateau", minimum);
    }

    /** PyTorch's defaults: a tenth after more than 10 epochs without a gain of a ten-thousandth. */
    public static ReduceOnPlateau torch() {
        return new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0, Form.TORCH);
    }

    /** Keras's defaults: a tenth in the 10th epoch without a gain of 1e-4. */
    public static ReduceOnPlateau keras() {
        return new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0, Form.KERAS);
    }

    /** PyTorch's way to count, by this factor after more than so many epochs without a gain. */
    public static ReduceOnPlateau of(double factor, int patience) {
        return new ReduceOnPlateau(factor, patience, 1e-4, 0, 0, Form.TORCH);
    }

    /** What one training remembers of its losses. */
    public static final class State {
        private final ReduceOnPlateau rule;
        private double best = Double.POSITIVE_INFINITY;
        private int bad;
        private int cooling;
        private double factor = 1;

        /** Before the first epoch. */
        public State(ReduceOnPlateau rule) {
            this.rule = rule;
        }

        /** By what the learning rate is multiplied now. */
        public double factor() {
            return factor;
        }

        /** Counts an epoch of this loss. */
        public void judge(double loss) {
            if (rule.form == Form.TORCH) {
                boolean better = loss < best * (1 - rule.threshold);
                best = better ? loss : best;
                bad = better || cooling > 0 ? 0 : bad + 1;
                cooling = Math.max(0, cooling - 1);
                if (bad > rule.patience) {
                    fall();
                }
            } else {
                if (cooling > 0) {
                    cooling--;
                    bad = 0;
                }
                if (loss < best - rule.threshold) {
                    best = loss;
                    bad = 0;
                } else if (cooling == 0 && ++bad >= rule.patience) {
                    fall();
                }
            }
        }

        private void fall() {
            factor = Math.max(factor * rule.factor, Math.min(factor, rule.minimum));
            cooling = rule.cooldown;
            bad = 0;
        }

        /** All of it as text, from which {@link #restore} makes the same again. */
        public String text() {
            return best + " " + bad + " " + cooling + " " + factor;
        }

        /**
         * Goes on where {@link #text} was written.
         *
         * @throws IllegalArgumentException if it was not written by {@link #text}
         */
        public void restore(String text) {
            String[] words = text.split(" ", -1);
            if (words.length != 4) {
                throw new IllegalArgumentException("'" + text + "' is no state of a plateau.");
            }
            best = Double.parseDouble(words[0]);
            bad = Integer.parseInt(words[1]);
            cooling = Integer.parseInt(words[2]);
            factor = Double.parseDouble(words[3]);
        }
    }
}
