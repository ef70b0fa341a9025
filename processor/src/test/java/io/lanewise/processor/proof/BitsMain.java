package io.lanewise.processor.proof;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.kernel.TakeOver;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.util.Map;

/**
 * Prints, for each generated class named, a hash of its outputs, gradients and trained weights: once in the first calls and
 * once when every vector kernel has taken over, or a second has passed.
 */
public final class BitsMain {
    private static final int COUNT = 33;

    private BitsMain() {}

    /** Takes names of generated classes. */
    public static void main(String[] names) throws ReflectiveOperationException {
        for (String name : names) {
            CompiledModel model = CompiledModel.create(Class.forName(name), 11);
            Batch batch = Arguments.batch(model.signature(), Map.of(), COUNT, name.hashCode());
            String cold = Long.toHexString(hash(model, batch));
            warm(model, batch);
            String warm = Long.toHexString(hash(model, batch));
            System.out.println(name + " " + cold + " " + warm);
            System.err.println(name + " warm " + isWarm(model));
        }
    }

    private static long hash(CompiledModel model, Batch batch) {
        long hash = 1;
        for (int block : new int[] {COUNT, 1, 7}) {
            for (float[] output : model.predict(batch, block)) {
                hash = hash(hash, output);
            }
        }
        for (TrainingStep step : new TrainingStep[] {TrainingStep.EVALUATE, TrainingStep.of(3, 4)}) {
            Gradients gradients = model.gradients(batch, step);
            hash = hash(hash, gradients.loss());
            for (String parameter : model.network().parameters().names()) {
                hash = hash(hash, gradients.of(parameter));
            }
            for (Signature.Argument input : model.signature().inputs()) {
                hash = hash(hash, gradients.ofInput(input.name()));
            }
        }
        Network trained = model.network().copy();
        Training training = Training.of(trained, Adam.of(1e-3f), 9);
        for (int step = 0; step < 5; step++) {
            hash = hash(hash, training.step(batch));
        }
        training.publish();
        for (String parameter : trained.parameters().names()) {
            hash = hash(hash, trained.parameters().get(parameter));
        }
        return hash;
    }

    private static void warm(CompiledModel model, Batch batch) {
        long end = System.nanoTime() + 1_000_000_000L;
        Training training = Training.of(model.network().copy(), Adam.of(1e-6f), 9);
        while (!isWarm(model) && System.nanoTime() < end) {
            model.predict(batch, COUNT);
            training.step(batch);
        }
    }

    private static boolean isWarm(CompiledModel model) {
        return model.network().weights().code().takeOvers().stream().allMatch(TakeOver::warm);
    }

    private static long hash(long seed, float... values) {
        long hash = seed;
        for (float value : values) {
            hash = hash * 0x100000001b3L + Float.floatToIntBits(value);
        }
        return hash;
    }
}
