package app;

import io.lanewise.runtime.data.Batch;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the nanoseconds of each call, from the first call of a fresh process on, each as a long: those that the calling thread
 * was running, so that the machine's other work does not count.
 */
public final class Calls {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Calls() {}

    /** Takes {@code predict} or {@code train}, rows, the number of calls, and the file to write. */
    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[1]);
        long[] times = new long[Integer.parseInt(arguments[2])];
        float[] images = new float[rows * 784];
        int[] digits = new int[rows];
        for (int i = 0; i < images.length; i++) {
            images[i] = (i * 37 % 256) / 256f;
        }
        for (int i = 0; i < rows; i++) {
            digits[i] = i % 10;
        }
        THREADS.getCurrentThreadCpuTime(); // so that its own first call is over
        NumeralModel model = NumeralModel.create(1L);
        if (arguments[0].equals("predict")) {
            float[] outputs = new float[rows * 10];
            for (int i = 0; i < times.length; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                model.predict(images, rows, outputs);
                times[i] = THREADS.getCurrentThreadCpuTime() - start;
            }
        } else {
            Training training = Training.of(model, Adam.of(1e-3f), 1L);
            Batch batch = Batch.of(rows, images, digits);
            for (int i = 0; i < times.length; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                training.step(batch);
                times[i] = THREADS.getCurrentThreadCpuTime() - start;
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 * times.length);
        bytes.asLongBuffer().put(times);
        Files.write(Path.of(arguments[3]), bytes.array());
    }
}
