package io.lanewise.samples.lessons.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class RegressionTests {
    /** What numpy.linalg.lstsq says of the same standardised data, in double. */
    private static final double[] LEAST_SQUARES = {
        -0.4761207862,
        -11.4068669234,
        24.7265488604,
        15.4294041314,
        -37.6799526110,
        22.6761627663,
        4.8061381369,
        8.4220393558,
        35.7344457713,
        3.2166737182,
        152.1334841629
    };

    @Test
    void descentEndsAtTheClosedForm() {
        DiabetesModel model = LinearRegression.descend();
        double[] exact = LinearRegression.closedForm();
        assertArrayEquals(LEAST_SQUARES, exact, 1e-4); // the lesson's features are rounded to float
        assertArrayEquals(exact, LinearRegression.coefficients(model), 1e-4 * 38); // 1e-4 of the largest coefficient
        assertEquals(0.5177, LinearRegression.determination(model), 1e-4);
    }
}
