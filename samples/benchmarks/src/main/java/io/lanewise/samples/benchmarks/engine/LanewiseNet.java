package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.benchmarks.work.DeepModel;
import io.lanewise.samples.benchmarks.work.DigitsModel;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.TinyModel;
import io.lanewise.samples.benchmarks.work.WideModel;
import java.nio.file.Path;

/**
 * A generated model behind what all of them have in common.
 *
 * @param network the model
 * @param predictor its own {@code predict}
 */
record LanewiseNet(Network network, Predictor predictor) {
    /** The signature of {@code predict} of a model with one input and one output. */
    interface Predictor {
        void predict(float[] x, int count, float[] out);
    }

    static LanewiseNet create(Net net, long seed) {
        return switch (net) {
            case TINY -> of(TinyModel.create(seed));
            case DIGITS -> of(DigitsModel.create(seed));
            case WIDE -> of(WideModel.create(seed));
            case DEEP -> of(DeepModel.create(seed));
        };
    }

    static LanewiseNet load(Net net, Path file) {
        return switch (net) {
            case TINY -> of(TinyModel.load(file));
            case DIGITS -> of(DigitsModel.load(file));
            case WIDE -> of(WideModel.load(file));
            case DEEP -> of(DeepModel.load(file));
        };
    }

    /** Rows and their labels as the model's own method takes them. */
    static Dataset data(Net net, float[] rows, Object labels) {
        return switch (net) {
            case TINY -> TinyModel.data(rows, (int[]) labels);
            case DIGITS -> DigitsModel.data(rows, (int[]) labels);
            case DEEP -> DeepModel.data(rows, (float[]) labels);
            case WIDE -> throw new IllegalArgumentException(net.title() + " has no loss. Train another.");
        };
    }

    private static LanewiseNet of(TinyModel model) {
        return new LanewiseNet(model, model::predict);
    }

    private static LanewiseNet of(DigitsModel model) {
        return new LanewiseNet(model, model::predict);
    }

    private static LanewiseNet of(WideModel model) {
        return new LanewiseNet(model, model::predict);
    }

    private static LanewiseNet of(DeepModel model) {
        return new LanewiseNet(model, model::predict);
    }
}
