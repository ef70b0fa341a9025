package io.lanewise.samples.lessons.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.train.Evaluation;
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
        int[][] confusion = Iris.confusion(flowers, probabilities);
        int right = 0;
        for (int species = 0; species < 3; species++) {
            assertEquals(15, confusion[species][0] + confusion[species][1] + confusion[species][2]);
            right += confusion[species][species];
        }
        assertEquals(Evaluation.of(model, flowers).accuracy(), right / 45.0, 1e-12);
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
