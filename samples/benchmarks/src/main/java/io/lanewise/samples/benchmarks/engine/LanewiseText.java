package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.Network;
import io.lanewise.samples.benchmarks.work.ShortWriterModel;
import io.lanewise.samples.benchmarks.work.Text;
import io.lanewise.samples.benchmarks.work.WriterModel;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * A generated model that decodes behind what all of them have in common.
 *
 * @param network the model
 * @param decoders its own {@code decoder}, for so many texts
 */
record LanewiseText(Network network, IntFunction<Decoder> decoders) {
    /**
     * A generated decoder.
     *
     * @param itself the generated object
     * @param next its {@code next}
     */
    record Decoder(Object itself, Next next) {}

    /** The signature of {@code next} of a model of tokens with one output. */
    interface Next {
        void next(int[] tokens, float[] out);
    }

    static LanewiseText create(Text text, long seed) {
        return switch (text) {
            case SHORT_WRITER -> of(ShortWriterModel.create(seed));
            case WRITER -> of(WriterModel.create(seed));
        };
    }

    static LanewiseText load(Text text, Path file) {
        return switch (text) {
            case SHORT_WRITER -> of(ShortWriterModel.load(file));
            case WRITER -> of(WriterModel.load(file));
        };
    }

    private static LanewiseText of(ShortWriterModel model) {
        return new LanewiseText(model, texts -> {
            ShortWriterModel.Decoder decoder = model.decoder(texts);
            return new Decoder(decoder, decoder::next);
        });
    }

    private static LanewiseText of(WriterModel model) {
        return new LanewiseText(model, texts -> {
            WriterModel.Decoder decoder = model.decoder(texts);
            return new Decoder(decoder, decoder::next);
        });
    }
}
