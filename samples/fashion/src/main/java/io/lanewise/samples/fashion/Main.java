package io.lanewise.samples.fashion;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.plots.ConfusionPlot;
import io.lanewise.samples.plots.ImageGrid;
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

/** Trains a network for ten epochs, says how long each took and how good it is, and draws what it confuses and looks at. */
public final class Main {
    static final int EPOCHS = 10;

    private static final int BATCH = 64;
    private static final int CLASSES = FashionData.ARTICLES.size();
    private static final int SIDE = 28;

    private Main() {}

    /**
     * Takes the folder of the IDX files, the folder for pictures ({@code fashion-out} without one), and {@code convolution} for the
     * network with convolutions in place of the dense one.
     */
    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments.length > 0 ? arguments[0] : "");
        Path pictures = Path.of(arguments.length > 1 ? arguments[1] : "fashion-out");
        String net = arguments.length > 2 ? arguments[2] : "dense";
        if (!net.equals("dense") && !net.equals("convolution")) {
            fail("There is no network '" + net + "'. Say -Dnet=dense or -Dnet=convolution.");
            return;
        }
        FashionData data;
        try {
            data = FashionData.read(source);
        } catch (IOException e) {
            fail(e.getMessage());
            return;
        }
        if (net.equals("dense")) {
            dense(data, pictures, System.out);
        } else {
            convolution(data.asImages(), pictures, System.out);
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }

    static Evaluation dense(FashionData data, Path pictures, PrintStream out) throws IOException {
        FashionModel model = FashionModel.create(1);
        out.println(model.summary());
        Evaluation result = train(model, data, EPOCHS, out);
        say(result, data, out);
        float[] probabilities = new float[CLASSES * data.test().count()];
        model.predict(data.test().floats("image"), data.test().count(), probabilities);
        confusion(probabilities, data.test()).save(pictures.resolve("confusion.png"));
        WeightImages.of(model.parameters().get("hidden.weight"), SIDE, SIDE)
                .zoom(2)
                .save(pictures.resolve("weights.png"));
        out.printf("wrote confusion.png and weights.png to %s%n", pictures);
        return result;
    }

    static Evaluation convolution(FashionData data, Path pictures, PrintStream out) throws IOException {
        ConvolutionalFashionModel model = ConvolutionalFashionModel.create(1);
        out.println(model.summary());
        Evaluation result = train(model, data, EPOCHS, out);
        say(result, data, out);
        float[] probabilities = new float[CLASSES * data.test().count()];
        model.predict(data.test().floats("image"), data.test().count(), probabilities);
        confusion(probabilities, data.test()).save(pictures.resolve("confusion.png"));
        filters(model).save(pictures.resolve("filters.png"));
        wrong(probabilities, data.test(), 40).save(pictures.resolve("wrong.png"));
        out.printf("wrote confusion.png, filters.png and wrong.png to %s%n", pictures);
        return result;
    }

    private static void say(Evaluation result, FashionData data, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%ntest accuracy %.2f %% (%,d images)%n",
                100 * result.accuracy(),
                data.test().count());
    }

    private static ConfusionPlot confusion(float[] probabilities, Dataset test) {
        ConfusionMatrix confusion = new ConfusionMatrix();
        confusion.update(Answers.of(probabilities, test.ints("article")));
        return ConfusionPlot.of("Fashion-MNIST", confusion, FashionData.ARTICLES);
    }

    /** What each filter of the first layer looks for. */
    static WeightImages filters(ConvolutionalFashionModel model) {
        return WeightImages.of(model.parameters().get("edges.weight"), 5, 5)
                .columns(8)
                .zoom(12);
    }

    /** The first images of which the likeliest article is not the right one, with both; at most {@code most} of them. */
    static ImageGrid wrong(float[] probabilities, Dataset test, int most) {
        ImageGrid grid = ImageGrid.inRowsOf(8);
        float[] images = test.floats("image");
        int[] articles = test.ints("article");
        for (int i = 0, found = 0; i < articles.length && found < most; i++) {
            int guess = largest(probabilities, CLASSES * i);
            if (guess != articles[i]) {
                grid.add(
                        images,
                        SIDE * SIDE * i,
                        SIDE,
                        SIDE,
                        "is " + FashionData.ARTICLES.get(articles[i]),
                        "guess " + FashionData.ARTICLES.get(guess));
                found++;
            }
        }
        return grid;
    }

    private static int largest(float[] probabilities, int at) {
        int best = 0;
        for (int i = 1; i < CLASSES; i++) {
            if (probabilities[at + i] > probabilities[at + best]) {
                best = i;
            }
        }
        return best;
    }

    /** Trains with all processors, and prints the seconds of each epoch as it ends. */
    static Evaluation train(Network model, FashionData data, int epochs, PrintStream text) {
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
