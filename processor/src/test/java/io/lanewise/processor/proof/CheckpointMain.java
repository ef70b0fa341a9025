package io.lanewise.processor.proof;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.ExampleFile;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.training.Checkpoints;
import io.lanewise.training.History;
import io.lanewise.training.StopReason;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One JVM of {@link TrainerTests}: trains so many steps, from the beginning or from a folder of checkpoints, and prints a hash of
 * history and weights; or makes a file of examples that is larger than the heap, or trains on it.
 *
 * <p>Arguments: class, {@code train}, folder, steps; or class, {@code write} or {@code file}, file, examples.
 */
public final class CheckpointMain {
    private CheckpointMain() {}

    /** See above. */
    public static void main(String[] arguments) throws Exception {
        CompiledModel model = CompiledModel.create(Class.forName(arguments[0]), 11);
        Path path = Path.of(arguments[2]);
        int number = Integer.parseInt(arguments[3]);
        switch (arguments[1]) {
            case "train" -> train(model, path, number);
            case "write" -> ExampleFile.write(path, () -> parts(model, number).iterator());
            default -> {
                ExampleFile file = ExampleFile.open(path, model.network());
                if (file.count() != number) {
                    throw new IllegalStateException(file + " where " + number + " were written");
                }
                History history =
                        Trainer.of(model.network()).batchSize(500).prefetch(3).fit(file);
                System.out.println(history.last().loss() + " " + weights(model.network()) + " of "
                        + Runtime.getRuntime().maxMemory() + " bytes");
            }
        }
    }

    private static void train(CompiledModel model, Path folder, int steps) {
        Dataset train = data(model, 90, 1);
        Trainer trainer = Trainer.of(model.network())
                .optimizer(Adam.of(0.01))
                .batchSize(8)
                .accumulate(2)
                .seed(7)
                .steps(steps)
                .validation(data(model, 40, 2))
                .earlyStopping(1000)
                .checkpoint(Checkpoints.in(folder).everySteps(37).keepLast(2));
        if (folder.toFile().exists()) {
            trainer.resume(folder);
        }
        History history = trainer.fit(train);
        if (history.reason() != StopReason.STEPS) {
            throw new IllegalStateException("It ended by " + history.reason());
        }
        System.out.println(history.csv().hashCode() + " " + history.bestEpoch() + " " + weights(model.network()));
    }

    private static String weights(Network network) {
        List<Integer> hashes = new ArrayList<>();
        for (String name : network.parameters().names()) {
            hashes.add(Arrays.hashCode(network.parameters().get(name)));
        }
        return Integer.toHexString(hashes.hashCode());
    }

    private static Dataset data(CompiledModel model, int count, int seed) {
        Signature signature = model.signature();
        Batch batch = Arguments.batch(signature, Map.of(), count, seed);
        Object[] arrays = new Object[signature.arguments().size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = batch.isFloats(i) ? batch.floats(i) : batch.ints(i);
        }
        return Dataset.of(signature, arrays);
    }

    /** Some thousand examples again and again, so that making them takes no time. */
    private static List<Dataset> parts(CompiledModel model, int examples) {
        int part = 5000;
        Dataset data = data(model, part, 3);
        List<Dataset> parts = new ArrayList<>();
        for (int i = 0; i < examples / part; i++) {
            parts.add(data);
        }
        return parts;
    }
}
