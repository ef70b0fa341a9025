package io.lanewise.samples.images;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.plots.ImageGrid;
import io.lanewise.training.Evaluation;
import io.lanewise.training.History;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Trains both networks for a few steps on images that are made here, and says how well they do on others. */
public final class Main {
    private static final int BATCH = 16;
    private static final int SHOWN = 8;

    private Main() {}

    /**
     * How well each did on images that it had not seen.
     *
     * @param accuracy share of the stripes told apart
     * @param overlap pixels found and true, of those found or true
     */
    record Result(double accuracy, double overlap) {}

    /** Takes the folder for the picture; {@code images-out} without one. */
    public static void main(String[] arguments) throws IOException {
        run(Path.of(arguments.length > 0 ? arguments[0] : "images-out"), System.out);
    }

    static Result run(Path pictures, PrintStream out) throws IOException {
        ResNet20Model residual = ResNet20Model.create(1);
        out.println(residual.summary());
        say(out, train(residual, Gratings.draw(320, 1), 5));
        double accuracy = Evaluation.of(residual, Gratings.draw(200, 2)).accuracy();
        out.printf(Locale.ROOT, "%.1f %% of 200 other images told apart%n%n", 100 * accuracy);

        UNetModel pixels = UNetModel.create(1);
        out.println(pixels.summary());
        say(out, train(pixels, Discs.draw(640, 1), 10));
        Dataset others = Discs.draw(200, 2);
        float[] found = find(pixels, others);
        double overlap = Discs.overlap(found, others.floats("disc"));
        out.printf(
                Locale.ROOT,
                "discs found and true: %.1f %% of those found or true, in 200 other images%n",
                100 * overlap);
        draw(others, found).save(pictures.resolve("discs.png"));
        out.printf("wrote discs.png to %s%n", pictures);
        return new Result(accuracy, overlap);
    }

    private static void say(PrintStream out, History history) {
        out.printf(
                Locale.ROOT,
                "loss of each epoch: %s%n",
                Arrays.toString(Arrays.stream(history.losses())
                        .mapToObj(loss -> String.format(Locale.ROOT, "%.4f", loss))
                        .toArray()));
    }

    static History train(Network model, Dataset data, int epochs) {
        return Trainer.of(model)
                .optimizer(Adam.of(3e-3))
                .schedule(CosineDecay.of((long) epochs * data.batches(BATCH).count()))
                .batchSize(BATCH)
                .epochs(epochs)
                .seed(1)
                .progress(false)
                .fit(data);
    }

    /** What the network says of every pixel. */
    static float[] find(UNetModel model, Dataset data) {
        float[] found = new float[data.count() * Discs.SIDE * Discs.SIDE];
        model.predict(data.floats("image"), data.count(), found);
        return found;
    }

    /** The first images, the discs in them, and what was found. */
    static ImageGrid draw(Dataset data, float[] found) {
        ImageGrid grid = ImageGrid.inRowsOf(SHOWN);
        add(grid, data.floats("image"), "image");
        add(grid, data.floats("disc"), "discs");
        add(grid, found, "found");
        return grid;
    }

    private static void add(ImageGrid grid, float[] images, String name) {
        for (int i = 0; i < SHOWN; i++) {
            grid.add(images, i * Discs.SIDE * Discs.SIDE, Discs.SIDE, Discs.SIDE, name);
        }
    }
}
