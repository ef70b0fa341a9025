package io.lanewise.processor.proof;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Prediction;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One JVM of the matrix: prints hashes of predictions, cold and warm, one by one and in batches, and of the weights after 200
 * steps; saves the training after 100 steps; and does the other 100 of a training that another JVM saved.
 *
 * <p>Arguments: threads, folder to save in, folder of another or {@code none}, classes.
 */
public final class MatrixMain {
    private static final int COUNT = 37;
    private static final int HALF = 100;
    /** Predictions in every way, after which HotSpot has compiled what they call thousands of times. */
    private static final int WARM = 100;

    private MatrixMain() {}

    /** See above. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            run(name, Integer.parseInt(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        }
    }

    private static void run(String name, int threads, Path folder, Path other) throws ReflectiveOperationException {
        CompiledModel model = CompiledModel.create(Class.forName(name), 11);
        String file = name + ".safetensors";
        Batch[] batches = new Batch[5];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = batch(model.signature(), i);
        }
        System.out.println(name + " cold " + predictions(model, threads, batches[0]));
        if (!other.endsWith("none")) {
            Network resumed = model.network().copy();
            Training training = Training.resume(resumed, Adam.of(1e-3f), other.resolve(file))
                    .threads(threads);
            train(training, batches, HALF);
            System.out.println(name + " resumed " + weights(resumed, training));
        }
        Network trained = model.network().copy();
        Training training = Training.of(trained, Adam.of(1e-3f), 9).threads(threads);
        train(training, batches, HALF);
        training.save(folder.resolve(file));
        train(training, batches, HALF);
        String warm = "";
        for (int i = 0; i < WARM; i++) {
            warm = predictions(model, threads, batches[0]);
        }
        System.out.println(name + " warm " + warm);
        System.out.println(name + " trained " + weights(trained, training));
    }

    /** Of other lengths each time, where a call decides them. */
    private static Batch batch(Signature signature, int i) {
        int[] lengths = signature.axes().stream()
                .mapToInt(axis -> axis.max() - i * 5 % axis.max())
                .toArray();
        Signature called = lengths.length == 0 ? signature : signature.at(lengths);
        return Arguments.batch(called, Map.of(), COUNT, i + 1).lengths(lengths);
    }

    private static void train(Training training, Batch[] batches, int steps) {
        for (int i = 0; i < steps; i++) {
            training.step(batches[i % batches.length]);
        }
    }

    private static String weights(Network network, Training training) {
        training.publish();
        long hash = 1;
        for (String parameter : network.parameters().names()) {
            hash = hash(hash, network.parameters().get(parameter));
        }
        return Long.toHexString(hash);
    }

    /** One by one, in sevens, and all at once by as many threads as may. */
    private static String predictions(CompiledModel model, int threads, Batch batch) {
        StringBuilder hashes = new StringBuilder();
        for (int block : new int[] {1, 7}) {
            hashes.append(hash(model.predict(batch, block))).append(' ');
        }
        model.network().threads(threads);
        Prediction shared = model.network().weights().share(COUNT);
        if (shared == null != (threads == 1)) {
            throw new IllegalStateException(
                    "With " + threads + " threads the prediction is " + (shared == null ? "not shared" : "shared"));
        }
        if (shared == null) {
            return hashes.append(hash(model.predict(batch, COUNT))).toString();
        }
        Signature signature = model.signature();
        for (int i = 0; i < signature.inputs().size(); i++) {
            if (batch.isFloats(i)) {
                shared.input(batch.floats(i));
            } else {
                shared.input(batch.ints(i));
            }
        }
        for (int axis = 0; axis < signature.axes().size(); axis++) {
            shared.length(batch.length(axis));
        }
        float[][] outputs = new float[signature.outputs().size()][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = new float[COUNT * signature.outputs().get(i).size()];
            shared.output(outputs[i]);
        }
        shared.run();
        return hashes.append(hash(outputs)).toString();
    }

    private static String hash(float[][] arrays) {
        long hash = 1;
        for (float[] array : arrays) {
            hash = hash(hash, array);
        }
        return Long.toHexString(hash);
    }

    private static long hash(long seed, float[] values) {
        long hash = seed;
        for (float value : values) {
            hash = hash * 0x100000001b3L + Float.floatToIntBits(value);
        }
        return hash;
    }
}
