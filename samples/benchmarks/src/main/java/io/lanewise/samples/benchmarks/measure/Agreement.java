package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.Call;
import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.Session;
import io.lanewise.samples.benchmarks.work.Work;
import java.nio.file.Path;
import java.util.Locale;

/** Whether the engines compute the same, before any of them is timed. A process of its own, since all of them are loaded. */
public final class Agreement {
    /** Of outputs in relation to the largest: the engines sum in different orders. */
    private static final double OUTPUTS = 1e-4;

    /** Of losses after some steps, to which such differences have spread. */
    private static final double LOSSES = 2e-3;

    /** Of the mean loss of an epoch, whose order is another random one in each engine. */
    private static final double EPOCHS = 0.1;

    /** Calls before the one that is compared: after some more, a small batch is learnt and its loss nothing but rounding. */
    private static final int STEPS = 3;

    private Agreement() {}

    /** Takes the folder of the weights, then workload, batch and the peer's name, again and again. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i += 3) {
            Work work = Rows.work(arguments[i]);
            int batch = Integer.parseInt(arguments[i + 1]);
            EngineName peer = EngineName.valueOf(arguments[i + 2]);
            String difference = difference(
                    work, output(EngineName.LANEWISE, work, batch, folder), output(peer, work, batch, folder));
            if (!difference.isEmpty()) {
                System.out.println(arguments[i] + ", " + batch + " rows: Lanewise and " + peer.title() + " differ. "
                        + difference + " Nothing was timed.");
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private static float[] output(EngineName engine, Work work, int batch, Path folder) {
        try (Session session = engine.open(work, folder, 1);
                Call call = session.call(batch)) {
            boolean changes = work instanceof Work.Step
                    || work instanceof Work.Inference infer && infer.net().streams();
            for (int i = 0; i < STEPS && changes; i++) {
                call.run();
            }
            return call.runAndRead();
        }
    }

    /** What differs most, or nothing. */
    static String difference(Work work, float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            return "The one gives " + ours.length + " numbers, the other " + theirs.length + ".";
        }
        double bound = work instanceof Work.Epoch ? EPOCHS : work instanceof Work.Step ? LOSSES : OUTPUTS;
        double largest = 0;
        double worst = 0;
        int where = 0;
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs(ours[i] - theirs[i]);
            largest = Math.max(largest, Math.abs(theirs[i]));
            if (!(difference <= worst)) {
                worst = difference;
                where = i;
            }
        }
        return worst <= bound * largest
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Number %d is %g and %g; %g is allowed.",
                        where,
                        ours[where],
                        theirs[where],
                        bound * largest);
    }
}
