package io.lanewise.samples.digits;

import io.lanewise.samples.plots.Curves;
import io.lanewise.training.metric.Answers;
import io.lanewise.training.metric.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Trains the model, says how good and how fast it is, saves it, and shows that the saved model answers alike. */
public final class Main {
    private Main() {}

    /** Takes the folder for the checkpoint, the history and the training curve; {@code digits-out} without one. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "digits-out"));

        DigitsModel model = DigitsModel.create(Experiment.SEED);
        System.out.println(model.summary());
        Experiment done = Experiment.run(model, Experiment.SEED, true);

        float[] images = done.test().floats("image");
        int count = done.test().count();
        float[] probabilities = new float[count * 10];
        model.predict(images, count, probabilities);
        System.out.printf(
                Locale.ROOT,
                "%ntest accuracy %.1f %% (%d images held out)%n%n",
                100 * done.result().accuracy(),
                count);
        ConfusionMatrix confusion = new ConfusionMatrix();
        confusion.update(Answers.of(probabilities, done.test().ints("digit")));
        System.out.println("confusion matrix, " + confusion);

        System.out.println();
        for (int batch : new int[] {1, 64, count}) {
            System.out.println(Speed.line(model, images, batch));
        }

        Path checkpoint = folder.resolve("digits.safetensors");
        model.save(checkpoint);
        done.history().saveCsv(folder.resolve("history.csv"));
        Curves.of("Handwritten digits")
                .axes("epoch", "cross-entropy")
                .logY()
                .history(done.history())
                .save(folder.resolve("curve.png"));
        System.out.printf("%nwrote digits.safetensors, history.csv and curve.png to %s%n", folder);

        float[] again = new float[count * 10];
        DigitsModel.load(checkpoint).predict(images, count, again);
        if (!Arrays.equals(probabilities, again)) {
            throw new IllegalStateException("The loaded model predicts other bits than the saved one.");
        }
        System.out.printf("the checkpoint, loaded, predicts the same bits for all %d images%n", count);
    }
}
