package io.lanewise.processor.proof;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.training.StepOptions;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adadelta;
import io.lanewise.training.optimizer.Adagrad;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.AdamW;
import io.lanewise.training.optimizer.Adamax;
import io.lanewise.training.optimizer.AmsGrad;
import io.lanewise.training.optimizer.Form;
import io.lanewise.training.optimizer.Ftrl;
import io.lanewise.training.optimizer.Momentum;
import io.lanewise.training.optimizer.Nadam;
import io.lanewise.training.optimizer.Nesterov;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.optimizer.RmsProp;
import io.lanewise.training.optimizer.Sgd;
import io.lanewise.training.schedule.CosineDecayRestarts;
import io.lanewise.training.schedule.ReduceOnPlateau;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JVM of {@link ResumeTests}: with each optimizer, by itself and with everything around it, 200 steps and a file after 100 of them,
 * or such a file and the other 100. Prints a hash of the weights for each.
 *
 * <p>Arguments: class, threads, {@code save} or {@code resume}, folder.
 */
public final class ResumeMain {
    private static final int COUNT = 67;
    private static final int HALF = 100;

    /** Every array and number that a training can remember. */
    private static final StepOptions EVERYTHING = StepOptions.none()
            .globalClipNorm(0.5)
            .l2(1e-3)
            .weightDecay(1e-2)
            .averaged(0.95)
            .schedule(CosineDecayRestarts.of(30).warmUp(7, 0.1))
            .reduceOnPlateau(new ReduceOnPlateau(0.9, 1, 0.2, 2, 0.01, Form.KERAS))
            .learningRate("*.bias", 2);

    private ResumeMain() {}

    /** See above. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        CompiledModel model = CompiledModel.create(Class.forName(arguments[0]), 11);
        int threads = Integer.parseInt(arguments[1]);
        Batch[] batches = new Batch[5];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Arguments.batch(model.signature(), Map.of(), COUNT, i + 1);
        }
        for (Map.Entry<String, Optimizer> entry : optimizers().entrySet()) {
            for (boolean everything : new boolean[] {false, true}) {
                String name = entry.getKey() + (everything ? ".everything" : "");
                StepOptions options = everything ? EVERYTHING : StepOptions.none();
                Path file = Path.of(arguments[3]).resolve(name + ".safetensors");
                Network network = model.network().copy();
                Training training;
                if (arguments[2].equals("resume")) {
                    training = Training.resume(network, entry.getValue(), options, file)
                            .threads(threads);
                } else {
                    training =
                            Training.of(network, entry.getValue(), options, 9).threads(threads);
                    train(training, batches);
                    training.save(file);
                }
                train(training, batches);
                training.publish();
                System.out.println(name + " " + hash(network) + " " + training.learningRate());
            }
        }
    }

    private static Map<String, Optimizer> optimizers() {
        Map<String, Optimizer> all = new LinkedHashMap<>();
        all.put("sgd", Sgd.of(1e-2));
        all.put("momentum", Momentum.of(1e-2));
        all.put("momentum.keras", Momentum.keras());
        all.put("nesterov", Nesterov.of(1e-2));
        all.put("adagrad", Adagrad.keras());
        all.put("adadelta", Adadelta.torch());
        all.put("rmsprop", RmsProp.of(1e-3));
        all.put("rmsprop.all", RmsProp.keras().withMomentum(0.9).withCentered(true));
        all.put("adam", Adam.of(1e-3));
        all.put("amsgrad", AmsGrad.of(1e-3));
        all.put("adamw", AdamW.of(1e-3));
        all.put("adamax", Adamax.torch());
        all.put("nadam", Nadam.torch());
        all.put("ftrl", Ftrl.of(1e-2).withRegularization(1e-4, 1e-4));
        return all;
    }

    private static void train(Training training, Batch[] batches) {
        for (int i = 0; i < HALF; i++) {
            float loss = training.step(batches[i % batches.length]);
            if (i % batches.length == batches.length - 1) {
                training.endEpoch(loss);
            }
        }
    }

    private static String hash(Network network) {
        long hash = 1;
        for (String parameter : network.parameters().names()) {
            for (float value : network.parameters().get(parameter)) {
                hash = hash * 0x100000001b3L + Float.floatToIntBits(value);
            }
        }
        return Long.toHexString(hash);
    }
}
