package io.lanewise.processor.proof;

import java.util.Arrays;
import java.util.Map;

/**
 * What a model's arrays should hold, by the interpreter of its lowered program in double.
 *
 * @param isClose whether something was compared that floats cannot tell from each other
 */
record Oracle(
        Map<String, Figures> outputs,
        Figures loss,
        Map<String, Figures> nodes,
        Map<String, Figures> gradients,
        Map<String, Figures> inputGradients,
        boolean isClose) {
    /**
     * An array of exact results.
     *
     * @param values the results
     * @param scales the same computation on absolute values
     * @param reduction the longest reduction behind them
     * @param rounding the largest error of any of them where each step is rounded to float
     */
    record Figures(double[] values, double[] scales, int reduction, double rounding) {
        /** These and those of {@code other} behind them: of two parts that are one tensor on disk. */
        Figures with(Figures other) {
            return new Figures(
                    joined(values, other.values),
                    joined(scales, other.scales),
                    Math.max(reduction, other.reduction),
                    Math.max(rounding, other.rounding));
        }

        private static double[] joined(double[] first, double[] second) {
            double[] all = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            return all;
        }

        /** The largest of the results. */
        double largest() {
            return Arrays.stream(values).map(Math::abs).max().orElse(0);
        }
    }
}
