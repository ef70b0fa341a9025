package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.benchmarks.work.DeepModel;
import io.lanewise.samples.benchmarks.work.DigitsModel;
import io.lanewise.samples.benchmarks.work.EncoderModel;
import io.lanewise.samples.benchmarks.work.ImagesModel;
import io.lanewise.samples.benchmarks.work.MemoryModel;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.RememberedModel;
import io.lanewise.samples.benchmarks.work.ResNetModel;
import io.lanewise.samples.benchmarks.work.SentenceModel;
import io.lanewise.samples.benchmarks.work.ShortEncoderModel;
import io.lanewise.samples.benchmarks.work.StreamModel;
import io.lanewise.samples.benchmarks.work.TinyModel;
import io.lanewise.samples.benchmarks.work.WideModel;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A generated model behind what all of them have in common.
 *
 * @param network the model
 * @param predictor its own {@code predict}
 */
record LanewiseNet(Network network, Predictor predictor) {
    /** {@code predict} of a model with some inputs and one output. */
    interface Predictor {
        void predict(float[][] inputs, int count, float[] out);
    }

    /** The signature of {@code predict} of a model with one input and one output. */
    private interface OneInput {
        void predict(float[] x, int count, float[] out);
    }

    /** The static methods of a generated class. */
    private interface Type {
        LanewiseNet create(long seed);

        LanewiseNet load(Path file);
    }

    static LanewiseNet create(Net net, long seed) {
        return type(net).create(seed);
    }

    static LanewiseNet load(Net net, Path file) {
        return type(net).load(file);
    }

    private static Type type(Net net) {
        return switch (net) {
            case TINY -> type(TinyModel::create, TinyModel::load, model -> model::predict);
            case DIGITS -> type(DigitsModel::create, DigitsModel::load, model -> model::predict);
            case WIDE -> type(WideModel::create, WideModel::load, model -> model::predict);
            case DEEP -> type(DeepModel::create, DeepModel::load, model -> model::predict);
            case IMAGES -> type(ImagesModel::create, ImagesModel::load, model -> model::predict);
            case RESNET -> type(ResNetModel::create, ResNetModel::load, model -> model::predict);
            case MEMORY -> type(MemoryModel::create, MemoryModel::load, model -> model::predict);
            case REMEMBERED -> type(RememberedModel::create, RememberedModel::load, model -> model::predict);
            case STREAM ->
                of(
                        StreamModel::create,
                        StreamModel::load,
                        model -> (inputs, count, out) -> model.predict(inputs[0], inputs[1], count, out));
            case SHORT_ENCODER -> type(ShortEncoderModel::create, ShortEncoderModel::load, model -> model::predict);
            case ENCODER -> type(EncoderModel::create, EncoderModel::load, model -> model::predict);
            case SENTENCE -> type(SentenceModel::create, SentenceModel::load, model -> model::predict);
        };
    }

    private static <M extends Network> Type type(
            LongFunction<M> create, Function<Path, M> load, Function<M, OneInput> method) {
        return of(create, load, model -> {
            OneInput one = method.apply(model);
            return (inputs, count, out) -> one.predict(inputs[0], count, out);
        });
    }

    private static <M extends Network> Type of(
            LongFunction<M> create, Function<Path, M> load, Function<M, Predictor> predictor) {
        return new Type() {
            @Override
            public LanewiseNet create(long seed) {
                return of(create.apply(seed));
            }

            @Override
            public LanewiseNet load(Path file) {
                return of(load.apply(file));
            }

            private LanewiseNet of(M model) {
                return new LanewiseNet(model, predictor.apply(model));
            }
        };
    }

    /** Rows and their labels as the model's own method takes them. */
    static Dataset data(Net net, float[] rows, Object labels) {
        return switch (net) {
            case TINY -> TinyModel.data(rows, (int[]) labels);
            case DIGITS -> DigitsModel.data(rows, (int[]) labels);
            case DEEP -> DeepModel.data(rows, (float[]) labels);
            case IMAGES -> ImagesModel.data(rows, (int[]) labels);
            case REMEMBERED -> RememberedModel.data(rows, (int[]) labels);
            case SENTENCE -> SentenceModel.data(rows, (float[]) labels);
            case WIDE, RESNET, MEMORY, STREAM, SHORT_ENCODER, ENCODER ->
                throw new IllegalArgumentException(net.title() + " has no loss. Train another.");
        };
    }
}
