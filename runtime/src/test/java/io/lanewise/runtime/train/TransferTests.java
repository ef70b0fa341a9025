package io.lanewise.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.optimizer.Sgd;
import org.junit.jupiter.api.Test;

class TransferTests {
    @Test
    void whatDoesNotFitIsListedAndNothingChanges() {
        TwoLayers model = TwoLayers.create(1);
        float[] before = model.weights().current();
        Network other = io.lanewise.runtime.TwoLayers.create(1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> model.parameters().copyFrom(other, "*"))
                .getMessage();
        assertEquals(
                "The parameters of TwoLayers do not fit those of TwoLayers that match '*': 'hidden.weight' is [20, 12] there"
                        + " and [7, 3] here; 'hidden.bias' is [20] there and [7] here; 'kind.weight' [4, 7] is missing"
                        + " there; 'kind.bias' [4] is missing there. Choose a pattern of what the two have in common.",
                message);
        assertTrue(before == model.weights().current());
    }

    @Test
    void copiedParametersAreWhatTrainingStartsFrom() {
        TwoLayers trained = TwoLayers.create(1);
        Trainer.of(trained).epochs(2).fit(trained.data(60, 5));
        TwoLayers fresh = TwoLayers.create(2);
        fresh.parameters().copyFrom(trained, "hidden.*");
        Training training = Training.of(fresh, Sgd.of(0.1), 0);
        training.publish();
        assertEquals(
                trained.parameters().get("hidden.weight")[5], fresh.parameters().get("hidden.weight")[5]);
    }
}
