package io.lanewise.samples.lessons.generalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.training.Evaluation;
import io.lanewise.training.History;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeneralizationTests {
    @Test
    void learningByHeartIsStoppedEarly() {
        History all = Overfitting.train(false).history();
        double[] heldOut = all.validationLosses();
        assertTrue(all.last().loss() < 0.5 * all.losses()[all.bestEpoch() - 1], "the training loss falls on");
        assertTrue(heldOut[heldOut.length - 1] > 1.3 * heldOut[all.bestEpoch() - 1], "the loss held out rises again");

        Overfitting.Run early = Overfitting.train(true);
        assertTrue(early.history().restored());
        assertTrue(early.history().epochs().size() < all.epochs().size());
        double kept = early.history().validationLosses()[early.history().bestEpoch() - 1];
        assertEquals(
                kept,
                Evaluation.of(early.net(), Overfitting.heldOut(), 24).loss(),
                1e-6,
                "the weights of the best epoch");
        assertTrue(kept < heldOut[heldOut.length - 1] / 1.3);
    }

    @Test
    void dropoutAndL2HelpOnWhatWasHeldOut() {
        Map<String, Regularization.Result> results = Regularization.results();
        Regularization.Result plain = results.get("nothing");
        for (String name : List.of("dropout", "L2")) {
            Regularization.Result better = results.get(name);
            assertTrue(better.heldOut() < 0.8 * plain.heldOut(), name);
            assertTrue(better.training() > 1.5 * plain.training(), name + " learns less by heart");
        }
        double least = Arrays.stream(plain.course()).min().orElseThrow();
        assertTrue(plain.heldOut() > 1.2 * least, "without them the error rises again");
    }
}
