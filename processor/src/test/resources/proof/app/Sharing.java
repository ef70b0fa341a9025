package app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many threads predict while one publishes new weights. Each version of the weights has its own answer, so an answer made
 * of two versions is none of them.
 */
public final class Sharing {
    private static final int VERSIONS = 7;
    private static final int COUNT = 70;

    private Sharing() {}

    /** Prints {@code answers N versions V wrong W}. */
    public static void main(String[] arguments) throws InterruptedException {
        PhotoModel model = PhotoModel.create(0L);
        float[] images = new float[COUNT * 24];
        for (int i = 0; i < images.length; i++) {
            images[i] = ((i * 29) % 33 - 16) / 8f;
        }
        PhotoModel[] versions = new PhotoModel[VERSIONS];
        float[][] answers = new float[VERSIONS][COUNT * 3];
        for (int version = 0; version < VERSIONS; version++) {
            versions[version] = PhotoModel.create(version);
            versions[version].predict(images, COUNT, answers[version]);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread thread = new Thread(() -> {
                float[] output = new float[COUNT * 3];
                while (!done.get()) {
                    model.predict(images, COUNT, output);
                    all.incrementAndGet();
                    int version = version(answers, output);
                    if (version < 0) {
                        wrong.incrementAndGet();
                    } else {
                        seen.accumulateAndGet(1 << version, (a, b) -> a | b);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        long end = System.nanoTime() + 3_000_000_000L;
        for (int version = 0; System.nanoTime() < end; version = (version + 1) % VERSIONS) {
            model.weights().publish(versions[version].weights().current());
        }
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("answers " + all + " versions " + Integer.bitCount(seen.get()) + " wrong " + wrong);
    }

    private static int version(float[][] answers, float[] output) {
        for (int version = 0; version < answers.length; version++) {
            if (java.util.Arrays.equals(answers[version], output)) {
                return version;
            }
        }
        return -1;
    }
}
