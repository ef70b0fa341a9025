package io.lanewise.samples.digits;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.Split;
import io.lanewise.training.Evaluation;
import io.lanewise.training.History;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;

/**
 * One training from a seed, which decides the first weights, the split of the data, the order of the examples and what
 * dropout drops. A fifth of the data is held out for the test and a tenth of the rest to say when to stop; training sees
 * neither.
 *
 * @param model the trained model
 * @param history what training went through
 * @param test the images held out
 * @param result how the model does on them
 */
record Experiment(DigitsModel model, History history, Dataset test, Evaluation result) {
    /** The seed of the main job. */
    static final long SEED = 1;

    static Experiment run(DigitsModel model, long seed, boolean progress) {
        Split all = DigitsData.read().stratifiedSplit(0.2, seed);
        Split seen = all.train().stratifiedSplit(0.1, seed);
        History history = Trainer.of(model)
                .optimizer(Adam.of(1e-3))
                .batchSize(32)
                .epochs(100)
                .seed(seed)
                .validation(seen.test())
                .earlyStopping(15)
                .progress(progress)
                .fit(seen.train());
        return new Experiment(model, history, all.test(), Evaluation.of(model, all.test()));
    }
}
