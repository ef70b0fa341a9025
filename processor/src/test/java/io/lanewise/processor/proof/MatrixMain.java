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
import org.jspecify.annotations.Nullable;

/**
 * One JVM of the matrix, with each number of threads: prints hashes of predictions, at first and later, one by one and in batches, and
 * of the weights after 200 steps; saves the training after 100 steps; and does the other 100 of a training that another JVM saved
 * with another number of threads.
 *
 * <p>Arguments: numbers of threads, divided by commas; folder to save in, or {@code none} for no training but what another saved; folder
 * of another, or {@code none}; classes.
 */
public final class MatrixMain {
    private static final int COUNT = 37;
    private static final int HALF = 100;
    /** Predictions in every way, after which HotSpot has compiled what they call thousands of times. */
    private static final int WARM = 100;

    private MatrixMain() {}

    /** See above. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        String[] threads = arguments[0].split(",");
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            for (int i = 0; i < threads.length; i++) {
                Path file = file(arguments[1], name, threads[i]);
                Path other = file(arguments[2], name, threads[(i + 1) % threads.length]);
                run(name, Integer.parseInt(threads[i]), file, other);
            }
        }
    }

    private static @Nullable Path file(String folder, String name, String threads) {
        return folder.equals("none") ? null : Path.of(folder).resolve(name + threads + ".safetensors");
    }

    private static void run(String name, int threads, @Nullable Path file, @Nullable Path other)
            throws ReflectiveOperationException {
        CompiledModel model = CompiledModel.create(Class.forName(name), 11);
        Batch[] batches = new Batch[5];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = batch(model.signature(), i);
        }
        print(name, "first", threads, predictions(model, threads, batches[0]));
        if (other != null) {
            Network resumed = model.network().copy();
            Training training = Training.resume(resumed, Adam.of(1e-3f), other).threads(threads);
            train(training, batches, HALF);
            print(name, "resumed", threads, weights(resumed, training));
        }
        if (file == null) {
            return;
        }
        Network trained = model.network().copy();
        Training training = Training.of(trained, Adam.of(1e-3f), 9).threads(threads);
        train(training, batches, HALF);
        training.save(file);
        train(training, batches, HALF);
        String later = "";
        for (int i = 0; i < WARM; i++) {
            later = predictions(model, threads, batches[0]);
        }
        print(name, "later", threads, later);
        print(name, "trained", threads, weights(trained, training));
    }

    private static void print(String name, String what, int threads, String hashes) {
        System.out.println(name + " " + what + " " + threads + " " + hashes);
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
