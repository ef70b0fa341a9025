package io.lanewise.samples.lessons.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Evaluation;
import io.lanewise.training.History;
import io.lanewise.training.StopReason;
import io.lanewise.training.metric.ConfusionMatrix;
import org.junit.jupiter.api.Test;

final class ClassificationTests {
    @Test
    void bothNetworksKnowTheSpeciesOfIris() {
        Dataset flowers = Iris.split(Iris.softmaxData()).test();
        assertEquals(45, flowers.count());
        Evaluation softmax = Evaluation.of(Iris.softmax(), flowers);
        assertTrue(softmax.accuracy() >= 0.93, softmax::toString);
        Evaluation mlp = Evaluation.of(Iris.mlp(), Iris.split(Iris.mlpData()).test());
        assertTrue(mlp.accuracy() >= 0.93, mlp::toString);
    }

    @Test
    void theConfusionMatrixHoldsEveryFlower() {
        Dataset flowers = Iris.split(Iris.softmaxData()).test();
        IrisSoftmax model = Iris.softmax();
        float[] probabilities = new float[3 * flowers.count()];
        model.predict(flowers.floats("flower"), flowers.count(), probabilities);
        ConfusionMatrix confusion = Iris.confusion(flowers, probabilities);
        long right = 0;
        for (int species = 0; species < 3; species++) {
            assertEquals(15, confusion.count(species, 0) + confusion.count(species, 1) + confusion.count(species, 2));
            right += confusion.count(species, species);
        }
        assertEquals(Evaluation.of(model, flowers).accuracy(), right / 45.0, 1e-12);
    }

    /** scikit-learn's LogisticRegression on the same objective, C = 1 / (2 · 0.01 · 569), by its newton-cg. */
    private static final double[] SCIKIT = {
        -0.38287796,
        -0.40561652,
        -0.37277685,
        -0.36958953,
        -0.15052759,
        0.00391869,
        -0.36391672,
        -0.44378776,
        -0.06527083,
        0.24472858,
        -0.47368683,
        0.04294894,
        -0.34931177,
        -0.36964463,
        -0.05107683,
        0.25032415,
        0.04536269,
        -0.12963408,
        0.14055475,
        0.25058079,
        -0.51938071,
        -0.57252652,
        -0.47752977,
        -0.46661834,
        -0.41278425,
        -0.14507427,
        -0.40005517,
        -0.50597919,
        -0.41318549,
        -0.14181402,
        0.54912894
    };

    @Test
    void logisticRegressionByDescentIsThatOfNewton() {
        TumourModel model = TumourModel.create(0);
        History history = LogisticRegression.descend(model);
        assertEquals(StopReason.GRADIENT_NORM, history.reason());
        assertTrue(history.gradientNorm() <= LogisticRegression.EPSILON);
        double[] newton = LogisticRegression.newton(12);
        assertArrayEquals(newton, LogisticRegression.coefficients(model), 1e-4);
        assertArrayEquals(SCIKIT, newton, 1e-6); // the lesson's features are rounded to float
        assertArrayEquals(newton, LogisticRegression.newton(13), 1e-12, "Newton's method is at its end");
    }

    /** The exact coefficients are those of scipy: minimize by BFGS, then Nelder-Mead, on the same likelihood. */
    @Test
    void probitSaysNearlyWhatLogitSays() {
        LogitModel logit = ProbitAndLogit.logit();
        ProbitModel probit = ProbitAndLogit.probit();
        assertArrayEquals(new double[] {-1.0083103225, 0.5996381243}, ProbitAndLogit.coefficients(logit), 1e-4);
        assertArrayEquals(new double[] {-0.5930123880, 0.3777118061}, ProbitAndLogit.coefficients(probit), 1e-4);
        for (int i = -30; i <= 30; i++) {
            float[] x = {i / 10f};
            assertEquals(logit.predict(x)[0], probit.predict(x)[0], 0.02);
        }
    }

    @Test
    void severalLabelsOfAPointAreLearntAtOnce() {
        double[] right = MultiLabel.accuracies(MultiLabel.learn());
        for (int label = 0; label < 3; label++) {
            assertTrue(right[label] >= 0.96, MultiLabel.LABELS.get(label));
        }
        assertTrue(right[3] >= 0.93, "all three labels");
    }
}
