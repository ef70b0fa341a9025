package io.lanewise.samples.digits;

import java.util.Locale;

/** Which digits were taken for which: a row for each digit shown, a column for each digit answered. */
final class Confusion {
    private final int[][] counts = new int[10][10];

    /**
     * Counts the answers.
     *
     * @param probabilities ten for each image, one image after the other; the answer is the digit of the largest
     * @param digits the digit that each image shows
     */
    Confusion(float[] probabilities, int[] digits) {
        for (int image = 0; image < digits.length; image++) {
            counts[digits[image]][answer(probabilities, image * 10)]++;
        }
    }

    /** The digit of largest probability of ten; the smaller digit where two are equal. */
    static int answer(float[] probabilities, int at) {
        int best = 0;
        for (int digit = 1; digit < 10; digit++) {
            if (probabilities[at + digit] > probabilities[at + best]) {
                best = digit;
            }
        }
        return best;
    }

    int count(int shown, int answered) {
        return counts[shown][answered];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("confusion matrix (row: shown, column: answered)\n    ");
        for (int digit = 0; digit < 10; digit++) {
            text.append(String.format(Locale.ROOT, "%4d", digit));
        }
        for (int shown = 0; shown < 10; shown++) {
            text.append(String.format(Locale.ROOT, "%n%4d", shown));
            for (int answered = 0; answered < 10; answered++) {
                int count = counts[shown][answered];
                text.append(count == 0 ? "   ." : String.format(Locale.ROOT, "%4d", count));
            }
        }
        return text.toString();
    }
}
