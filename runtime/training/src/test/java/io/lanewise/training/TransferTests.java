package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.training.optimizer.Sgd;
import org.junit.jupiter.api.Test;

class TransferTests {
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
