package io.lanewise.samples.kotlin

import io.lanewise.runtime.data.Dataset
import io.lanewise.training.optimizer.Adam
import io.lanewise.training.History
import io.lanewise.training.Trainer

/** Reads digits by a model, which it can train; any number of threads may share it. */
class DigitReader(val model: DigitsModel) {
    /** A trainer of the model with settings that suit it; [change] may set others. */
    fun trainer(change: Trainer.() -> Unit = {}): Trainer =
        Trainer.of(model).optimizer(Adam.of(1e-3)).batchSize(32).epochs(40).apply(change)

    /** Trains on the data in an order that [seed] decides. */
    fun learn(data: Dataset, seed: Long): History = trainer { seed(seed) }.fit(data)

    /** The most probable digit of an image of 64 pixels. */
    fun read(image: FloatArray): Int {
        val probabilities = model.predict(image)
        return probabilities.indices.maxBy { probabilities[it] }
    }
}
