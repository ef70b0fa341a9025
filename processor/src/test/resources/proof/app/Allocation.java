package app;

import com.sun.management.ThreadMXBean;
import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.lang.management.ManagementFactory;

/**
 * Prints how many of 500 calls allocate. With {@code twin}: of those from the second on. With {@code warm}: once calls have
 * stopped to allocate, which they must within twenty seconds.
 */
public final class Allocation {
    private static final int COUNT = 37;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Takes {@code twin} or {@code warm}. */
    public static void main(String[] arguments) {
        boolean twin = arguments[0].equals("twin");
        float[] images = new float[COUNT * 24];
        int[] kinds = new int[COUNT];
        float[] output = new float[COUNT * 3];
        PhotoModel photo = PhotoModel.create(1L);
        report("photo predict", twin, () -> photo.predict(images, COUNT, output));
        Training photoTraining = Training.of(photo, Adam.of(1e-3f), 1L);
        Batch photoBatch = Batch.of(COUNT, images, kinds);
        report("photo training", twin, () -> photoTraining.step(photoBatch));

        Gradients photoGradients = Gradients.of(photo);
        TrainingStep step = TrainingStep.of(1L, 1L);
        report("photo gradients", twin, () -> photo.gradients(images, kinds, COUNT, step, photoGradients));

        float[] left = new float[COUNT * 19];
        float[] right = new float[COUNT * 14];
        float[] again = new float[COUNT * 33];
        float[] kind = new float[COUNT * 5];
        WideModel wide = WideModel.create(1L);
        report("wide predict", twin, () -> wide.predict(left, right, COUNT, again, kind));
        Training wideTraining = Training.of(wide, Adam.of(1e-3f), 1L);
        Batch wideBatch = Batch.of(COUNT, left, right, again, kinds);
        report("wide training", twin, () -> wideTraining.step(wideBatch));
        Gradients wideGradients = Gradients.of(wide);
        report(
                "wide gradients",
                twin,
                () -> wide.gradients(left, right, again, kinds, COUNT, step, wideGradients));
        scribe(twin);
        headline(twin);

        Training diaryTraining = Training.of(DiaryModel.create(1L), Adam.of(1e-3f), 1L);
        Batch diaryBatch = Batch.of(COUNT, new float[COUNT * 3 * 32], kinds);
        report("diary training", twin, () -> diaryTraining.step(diaryBatch));
    }

    /** Predictions and gradients of several lengths, one after the other. */
    private static void headline(boolean twin) {
        int[] times = {23, 1, 17, 2};
        int[] words = new int[COUNT * 23];
        float[] real = new float[COUNT * 23];
        int[] topics = new int[COUNT];
        float[] topic = new float[COUNT * 5];
        for (int i = 0; i < words.length; i++) {
            words[i] = i % 41;
            real[i] = i % 3;
        }
        HeadlineModel model = HeadlineModel.create(1L);
        int[] calls = {0};
        int[][] wordsOf = new int[times.length][];
        float[][] realOf = new float[times.length][];
        for (int i = 0; i < times.length; i++) {
            wordsOf[i] = java.util.Arrays.copyOf(words, COUNT * times[i]);
            realOf[i] = java.util.Arrays.copyOf(real, COUNT * times[i]);
        }
        report("headline predict", twin, () -> {
            int i = calls[0]++ % times.length;
            model.predict(wordsOf[i], realOf[i], COUNT, times[i], topic);
        });
        Training training = Training.of(model, Adam.of(1e-3f), 1L);
        Batch batch = Batch.of(COUNT, words, real, topics).lengths(23);
        report("headline training", twin, () -> training.step(batch));
        Gradients gradients = Gradients.of(model);
        TrainingStep step = TrainingStep.of(1L, 1L);
        report(
                "headline gradients",
                twin,
                () -> model.gradients(words, real, topics, COUNT, 23, step, gradients));
        report("headline gradients of several lengths", twin, () -> {
            int i = calls[0]++ % times.length;
            model.gradients(wordsOf[i], realOf[i], topics, COUNT, times[i], step, gradients);
        });
    }

    private static void scribe(boolean twin) {
        int[] letters = new int[COUNT * 7];
        float[] present = new float[COUNT * 7];
        float[] page = new float[COUNT * 5 * 19];
        float[] next = new float[COUNT * 7 * 37];
        java.util.Arrays.fill(present, 1);
        for (int i = 0; i < letters.length; i++) {
            letters[i] = i % 37;
        }
        ScribeModel model = ScribeModel.create(1L);
        report("scribe predict", twin, () -> model.predict(letters, present, page, COUNT, next));
        Training training = Training.of(model, Adam.of(1e-3f), 1L);
        Batch batch = Batch.of(COUNT, letters, present, page, letters);
        report("scribe training", twin, () -> training.step(batch));
        Gradients gradients = Gradients.of(model);
        TrainingStep step = TrainingStep.of(1L, 1L);
        report("scribe gradients", twin, () -> model.gradients(letters, present, page, letters, COUNT, step, gradients));
    }

    private static void report(String name, boolean twin, Runnable call) {
        call.run();
        int allocating = measure(call, 500);
        long end = System.nanoTime() + 60_000_000_000L;
        while (!twin && allocating > 0 && System.nanoTime() < end) {
            allocating = measure(call, 500);
        }
        System.out.println(name + " " + allocating);
    }

    /** How many of so many calls allocate. */
    private static int measure(Runnable call, int calls) {
        int allocating = 0;
        for (int i = 0; i < calls; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            call.run();
            if (THREADS.getCurrentThreadAllocatedBytes() > before) {
                allocating++;
            }
        }
        return allocating;
    }
}
