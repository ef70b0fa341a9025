package app;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;

/**
 * Decodes and compares each step with the whole sequence so far, bit for bit; then prints how many of 500 steps allocate, once
 * steps have stopped to, which they must within twenty seconds.
 */
public final class Stepwise {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MOST = 80;
    private static final int WORDS = 23;
    private static final int SIDES = 32;

    private Stepwise() {}

    /** Takes {@code warm} to warm up first. */
    public static void main(String[] arguments) {
        WriterModel writer = WriterModel.create(3);
        TranslatorModel translator = TranslatorModel.create(4);
        AssortedModel assorted = AssortedModel.create(5);
        if (arguments.length > 0) {
            writer.warmUp();
            translator.warmUp();
            assorted.warmUp();
        }
        for (int count : new int[] {1, 3}) {
            write(writer, count);
            translate(translator, count, 21);
            translate(translator, count, 2);
            assort(assorted, count);
        }
        allocation(writer);
        allocation(translator);
    }

    private static void write(WriterModel model, int count) {
        Random random = new Random(count);
        int[] tokens = new int[count * MOST];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = random.nextInt(WORDS);
        }
        WriterModel.Decoder decoder = model.decoder(count);
        WriterModel.Decoder copy = decoder;
        for (int round = 0; round < 2; round++) {
            int most = round == 0 ? MOST : 19;
            for (int time = 1; time <= most; time++) {
                int[] step = new int[count];
                int[] all = new int[count * time];
                for (int i = 0; i < count; i++) {
                    step[i] = tokens[i * MOST + time - 1];
                    System.arraycopy(tokens, i * MOST, all, i * time, time);
                }
                float[] whole = new float[count * time * WORDS];
                model.predict(all, count, time, whole);
                equal("writer " + count + " at " + time, whole, decoder.next(step), count, time, WORDS);
                if (time > 30) {
                    equal("copy " + count + " at " + time, whole, copy.next(step), count, time, WORDS);
                } else if (time == 30) {
                    copy = decoder.copy();
                }
                if (decoder.position() != time) {
                    throw new AssertionError("At " + decoder.position());
                }
            }
            if (round == 0) {
                refused(() -> decoder.next(new int[count]), "The decoder has 80 steps of 'time', the most that the model"
                        + " declares. Begin anew, or declare a greater max.");
                decoder.reset();
                refused(() -> decoder.next(new int[count + 1]), "'tokens' has");
                int[] none = new int[count];
                none[0] = WORDS;
                refused(() -> decoder.next(none), "Integer " + WORDS);
            }
        }
        System.out.println("writer " + count + " equal");
    }

    private static void translate(TranslatorModel model, int count, int source) {
        Random random = new Random(count);
        int most = 40;
        int[] tokens = new int[count * most];
        float[] mask = new float[count * most];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = random.nextInt(19);
            mask[i] = random.nextInt(4) > 0 ? 1 : 0;
        }
        float[] page = new float[count * source * 10];
        float[] present = new float[count * source];
        for (int i = 0; i < page.length; i++) {
            page[i] = random.nextFloat() - 0.5f;
        }
        for (int i = 0; i < present.length; i++) {
            present[i] = random.nextInt(3) > 0 ? 1 : 0;
        }
        TranslatorModel.Decoder decoder = model.decoder(count);
        refused(() -> decoder.next(new int[count], new float[count], new float[count * SIDES], new float[count * 19]),
                "The decoder has not begun.");
        decoder.start(new float[count * 10], new float[count], 1);
        decoder.next(new int[count], new float[count], new float[count * SIDES], new float[count * 19]);
        decoder.start(page, present, source);
        for (int time = 1; time <= most; time++) {
            int[] step = new int[count];
            float[] stepMask = new float[count];
            int[] all = new int[count * time];
            float[] allMask = new float[count * time];
            for (int i = 0; i < count; i++) {
                step[i] = tokens[i * most + time - 1];
                stepMask[i] = mask[i * most + time - 1];
                System.arraycopy(tokens, i * most, all, i * time, time);
                System.arraycopy(mask, i * most, allMask, i * time, time);
            }
            float[] memory = new float[count * source * 16];
            float[] sides = new float[count * time * SIDES];
            float[] next = new float[count * time * 19];
            model.predict(all, allMask, page, present, count, time, source, memory, sides, next);
            float[] stepSides = new float[count * SIDES];
            float[] stepNext = new float[count * 19];
            decoder.next(step, stepMask, stepSides, stepNext);
            String where = "translator " + count + " of " + source + " at " + time;
            equal(where, sides, stepSides, count, time, SIDES);
            equal(where, next, stepNext, count, time, 19);
        }
        System.out.println("translator " + count + " of " + source + " equal");
    }

    private static void assort(AssortedModel model, int count) {
        Random random = new Random(count);
        int most = 37;
        float[] x = new float[count * most * 6];
        float[] mask = new float[count * most];
        float[] facts = new float[count * 4 * 7];
        for (float[] array : new float[][] {x, facts}) {
            for (int i = 0; i < array.length; i++) {
                array[i] = random.nextFloat() - 0.5f;
            }
        }
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextInt(4) > 0 ? 1 : 0;
        }
        AssortedModel.Decoder decoder = model.decoder(count).start(facts);
        for (int time = 1; time <= most; time++) {
            float[] step = new float[count * 6];
            float[] stepMask = new float[count];
            float[] all = new float[count * time * 6];
            float[] allMask = new float[count * time];
            for (int i = 0; i < count; i++) {
                System.arraycopy(x, (i * most + time - 1) * 6, step, i * 6, 6);
                stepMask[i] = mask[i * most + time - 1];
                System.arraycopy(x, i * most * 6, all, i * time * 6, time * 6);
                System.arraycopy(mask, i * most, allMask, i * time, time);
            }
            float[] whole = new float[count * time * 16];
            model.predict(all, facts, allMask, count, time, whole);
            equal("assorted " + count + " at " + time, whole, decoder.next(step, stepMask), count, time, 16);
        }
        System.out.println("assorted " + count + " equal");
    }

    /** Compares the last step of each example. */
    private static void equal(String where, float[] whole, float[] step, int count, int time, int width) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                float due = whole[(i * time + time - 1) * width + j];
                if (Float.floatToRawIntBits(due) != Float.floatToRawIntBits(step[i * width + j])) {
                    throw new AssertionError(where + ": " + step[i * width + j] + " for " + due + " in column " + j);
                }
            }
        }
    }

    private static void refused(Runnable call, String text) {
        try {
            call.run();
        } catch (IllegalStateException | IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).startsWith(text)) {
                return;
            }
            throw new AssertionError(e);
        }
        throw new AssertionError("Not refused: " + text);
    }

    private static void allocation(WriterModel model) {
        WriterModel.Decoder decoder = model.decoder(3);
        int[] tokens = {1, 2, 3};
        float[] next = new float[3 * WORDS];
        report("writer", () -> {
            if (decoder.position() == MOST) {
                decoder.reset();
            }
            decoder.next(tokens, next);
        });
    }

    private static void allocation(TranslatorModel model) {
        TranslatorModel.Decoder decoder = model.decoder(3);
        int[] tokens = {1, 2, 3};
        float[] mask = {1, 1, 0};
        float[] page = new float[3 * 17 * 10];
        float[] present = new float[3 * 17];
        float[] sides = new float[3 * SIDES];
        float[] next = new float[3 * 19];
        decoder.start(page, present, 17);
        report("translator", () -> {
            if (decoder.position() == 40) {
                decoder.start(page, present, 17);
            }
            decoder.next(tokens, mask, sides, next);
        });
    }

    private static void report(String name, Runnable call) {
        call.run();
        int allocating = measure(call);
        long end = System.nanoTime() + 20_000_000_000L;
        while (allocating > 0 && System.nanoTime() < end) {
            allocating = measure(call);
        }
        System.out.println(name + " allocates in " + allocating);
    }

    private static int measure(Runnable call) {
        int allocating = 0;
        for (int i = 0; i < 500; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            call.run();
            if (THREADS.getCurrentThreadAllocatedBytes() > before) {
                allocating++;
            }
        }
        return allocating;
    }
}
