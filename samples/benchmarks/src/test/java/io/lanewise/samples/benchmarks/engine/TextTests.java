package io.lanewise.samples.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.benchmarks.work.ShortWriterModel;
import io.lanewise.samples.benchmarks.work.Text;
import io.lanewise.samples.benchmarks.work.Work.Decode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The step that is measured of a text is the one behind the cached ones, in every call. */
class TextTests {
    @Test
    void everyCallIsTheStepBehindTheCache() {
        int texts = 2;
        ShortWriterModel model = ShortWriterModel.create(1);
        int steps = Text.CACHED + 1;
        int[] tokens = new int[texts * steps];
        for (int position = 0; position < steps; position++) {
            int[] ofStep = Text.tokens(texts, position);
            for (int text = 0; text < texts; text++) {
                tokens[text * steps + position] = ofStep[text];
            }
        }
        float[] all = new float[texts * steps * Text.TOKENS];
        model.predict(tokens, texts, steps, all);
        float[] last = new float[texts * Text.TOKENS];
        for (int text = 0; text < texts; text++) {
            System.arraycopy(all, ((text + 1) * steps - 1) * Text.TOKENS, last, text * Text.TOKENS, Text.TOKENS);
        }
        ShortWriterModel.Decoder decoder = model.decoder(texts);
        try (Call call = new LanewiseDecoder(new LanewiseText.Decoder(decoder, decoder::next), texts)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(Text.CACHED, decoder.position());
                assertArrayEquals(last, call.runAndRead());
            }
        }
    }

    @Test
    void flopsOfAStepAreTwoForEachMultiplication() {
        double block = 4 * 384 * 384 + 2 * 384 * 1536 + 2 * 257 * 384;
        assertEquals(2 * (6 * block + 384 * 512), new Decode(Text.WRITER).flops(1));
        assertEquals(4 * (3 * block + 384 * 512), new Decode(Text.SHORT_WRITER).flops(2));
    }

    @Test
    void tokensDiffer() {
        long different = Arrays.stream(Text.tokens(Text.CACHED, 0)).distinct().count();
        assertTrue(different > 150, () -> different + " tokens");
    }
}
