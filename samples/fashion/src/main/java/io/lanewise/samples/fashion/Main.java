package io.lanewise.samples.fashion;

import io.lanewise.samples.plots.ConfusionPlot;
import io.lanewise.samples.plots.WeightImages;
import io.lanewise.training.Evaluation;
import io.lanewise.training.Trainer;
import io.lanewise.training.metric.Answers;
import io.lanewise.training.metric.ConfusionMatrix;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Trains the model for ten epochs, says how long each took and how good it is, and draws what it confuses and looks at. */
public final class Main {
    static final int EPOCHS = 10;

    private static final int BATCH = 64;

    private Main() {}

    /** Takes the folder of the IDX files, and the folder for pictures; {@code fashion-out} without one. */
    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments.length > 0 ? arguments[0] : "");
        Path pictures = Path.of(arguments.length > 1 ? arguments[1] : "fashion-out");
        FashionData data;
        try {
            data = FashionData.read(source);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        FashionModel model = FashionModel.create(1);
        System.out.println(model.summary());
        Evaluation result = train(model, data, EPOCHS, System.out);
        System.out.printf(
                Locale.ROOT,
                "%ntest accuracy %.2f %% (%,d images)%n",
                100 * result.accuracy(),
                data.test().count());

        float[] probabilities = new float[10 * data.test().count()];
        model.predict(data.test().floats("image"), data.test().count(), probabilities);
        ConfusionMatrix confusion = new ConfusionMatrix();
        confusion.update(Answers.of(probabilities, data.test().ints("article")));
        ConfusionPlot.of("Fashion-MNIST", confusion, FashionData.ARTICLES).save(pictures.resolve("confusion.png"));
        WeightImages.of(model.parameters().get("hidden.weight"), 28, 28).zoom(2).save(pictures.resolve("weights.png"));
        System.out.printf("wrote confusion.png and weights.png to %s%n", pictures);
    }

    /** Trains with all processors, and prints the seconds of each epoch as it ends. */
    static Evaluation train(FashionModel model, FashionData data, int epochs, PrintStream text) {
        long steps = (long) epochs * data.train().batches(BATCH).count();
        long[] start = {System.nanoTime()};
        Trainer.of(model)
                .optimizer(Adam.of(2e-3))
                .schedule(CosineDecay.of(steps))
                .batchSize(BATCH)
                .epochs(epochs)
                .seed(1)
                .threads(Runtime.getRuntime().availableProcessors())
                .progress(false)
                .callback((epoch, control) -> {
                    long now = System.nanoTime();
                    text.printf(
                            Locale.ROOT,
                            "epoch %2d   loss %.4f   %.2f s%n",
                            epoch.number(),
                            epoch.loss(),
                            (now - start[0]) * 1e-9);
                    start[0] = System.nanoTime();
                })
                .fit(data.train());
        return Evaluation.of(model, data.test(), 256);
    }
}
