package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.generated.Decoding;
import io.lanewise.samples.benchmarks.work.Text;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Arrays;

/**
 * One step of a generated decoder behind the same steps in every call. What a call did is taken back by setting the decoder's
 * position, which is not for users: they go on. Nothing else has to be taken back, as the next call writes over what this one kept,
 * and memory is as it is between the steps of a text.
 */
final class LanewiseDecoder implements Call {
    private static final VarHandle POSITION = position();

    private final LanewiseText.Next decoder;
    private final Decoding decoding;
    private final int[] tokens;
    private final float[] y;

    LanewiseDecoder(LanewiseText.Decoder decoder, int batch) {
        this.decoder = decoder.next();
        this.decoding = decoding(decoder.itself());
        this.tokens = Text.tokens(batch, Text.CACHED);
        this.y = new float[batch * Text.TOKENS];
        for (int position = 0; position < Text.CACHED; position++) {
            this.decoder.next(Text.tokens(batch, position), y);
        }
    }

    private static VarHandle position() {
        try {
            return MethodHandles.privateLookupIn(Decoding.class, MethodHandles.lookup())
                    .findVarHandle(Decoding.class, "position", int.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a generated decoder keeps from step to step. */
    private static Decoding decoding(Object decoder) {
        Field field = Arrays.stream(decoder.getClass().getDeclaredFields())
                .filter(candidate -> candidate.getType() == Decoding.class)
                .findFirst()
                .orElseThrow();
        field.setAccessible(true);
        try {
            return (Decoding) field.get(decoder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void run() {
        decoder.next(tokens, y);
        POSITION.set(decoding, Text.CACHED);
    }

    @Override
    public float[] runAndRead() {
        run();
        return y.clone();
    }
}
