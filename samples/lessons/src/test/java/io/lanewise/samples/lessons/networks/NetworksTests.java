package io.lanewise.samples.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.lessons.regression.LinearRegression;
import org.junit.jupiter.api.Test;

final class NetworksTests {
    /** Predictions lie near 150 and come of sums of three layers; both roundings are in the last digits of float. */
    @Test
    void linearLayersAreOneLinearLayer() {
        DeepLinear deep = LinearNetwork.learn();
        FlatLinear flat = LinearNetwork.collapse(deep);
        double difference = LinearNetwork.difference(deep, flat);
        assertTrue(difference <= 4 * Math.sqrt(10 + 8 + 6) * 0x1p-24 * 1000, () -> "differ by " + difference);
        assertEquals(149, deep.parameters().count());
        assertEquals(11, flat.parameters().count());
    }

    /** The image of a sum is the sum of the images, up to the constant: so it is for untrained weights too. */
    @Test
    void theDeepNetworkIsAffine() {
        DeepLinear deep = DeepLinear.create(5);
        float[] nothing = new float[10];
        for (int i = 0; i < 10; i++) {
            float[] one = new float[10];
            float[] other = new float[10];
            float[] both = new float[10];
            one[i] = 2;
            other[(i + 3) % 10] = -3;
            both[i] = 2;
            both[(i + 3) % 10] = -3;
            float sum = deep.predict(one)[0] + deep.predict(other)[0] - deep.predict(nothing)[0];
            assertEquals(sum, deep.predict(both)[0], 1e-5);
        }
    }

    @Test
    void itLearnsNoMoreThanLinearRegression() {
        float[] weights =
                LinearNetwork.collapse(LinearNetwork.learn()).parameters().get("progression.weight");
        double[] learnt = new double[10];
        double[] exact = new double[10];
        for (int i = 0; i < 10; i++) {
            learnt[i] = weights[i];
            exact[i] = LinearRegression.closedForm()[i];
        }
        assertArrayEquals(exact, learnt, 0.01 * 38); // 1 % of the largest coefficient
    }

    @Test
    void moreNeuronsFitTheWaveBetter() {
        double before = Double.POSITIVE_INFINITY;
        for (int neurons : UniversalApproximation.NEURONS) {
            double error = UniversalApproximation.error(UniversalApproximation.fitted(neurons));
            double last = before;
            assertTrue(error < 0.9 * last, () -> neurons + " neurons: " + error + " after " + last);
            before = error;
        }
        assertTrue(before < 0.01, "64 neurons: " + before);
    }
}
