package io.lanewise.samples.benchmarks.cold;

import io.lanewise.samples.benchmarks.work.DigitsModel;
import java.nio.file.Path;

/** Loads the model and predicts one row. */
public final class LanewiseOnce {
    private LanewiseOnce() {}

    /** Takes the checkpoint. */
    public static void main(String[] arguments) {
        DigitsModel model = DigitsModel.load(Path.of(arguments[0]));
        System.out.println(model.predict(new float[784])[0]);
    }
}
