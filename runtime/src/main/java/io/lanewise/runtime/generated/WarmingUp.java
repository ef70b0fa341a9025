package io.lanewise.runtime.generated;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.WarmUp;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Gemm;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Moves;
import io.lanewise.runtime.kernel.TakeOver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls a model until its vector kernels have taken over and its calls become no faster. */
public final class WarmingUp {
    /** What has not taken over by then will not soon. */
    private static final long LIMIT_NANOS = 5_000_000_000L;

    /** Calls of one kind are judged by the fastest of so many nanoseconds. */
    private static final long SPAN_NANOS = 20_000_000L;

    /** Spans in a row that bring nothing, after which calls are taken to be as fast as they get. */
    private static final int SPANS = 4;

    /** A span that is faster by less brings nothing. */
    private static final double GAIN = 0.97;

    /** Rows of a batch until all kernels have taken over: HotSpot counts calls, so they had better be short. */
    private static final int FEW_ROWS = 16;

    private final ModelCode code;
    private final float[] w;
    private final List<TakeOver> kernels = new ArrayList<>();
    private final long start = System.nanoTime();
    /** Those that ran cold in the last span; others may be called no more, since one took over what they did. */
    private List<TakeOver> cold = List.of();

    private final float[][] outputs;
    private final float[] g;
    private final Batch one;
    private Batch batch;
    private float[] scratch;
    private int rows = 1;

    private WarmingUp(Weights weights) {
        this.code = weights.code();
        this.w = weights.current();
        this.kernels.addAll(code.takeOvers());
        this.kernels.addAll(code.calledKernels());
        this.kernels.addAll(Gemm.takeOvers());
        this.kernels.addAll(List.of(Moves.takeOvers()));
        this.outputs = code.signature().longest().outputArrays(code.rows());
        this.g = new float[code.hasLoss() ? code.signature().parameterFloats() : 0];
        this.scratch = new float[code.inferenceScratch()];
        this.one = MadeExamples.of(code.signature(), 1);
        this.batch = one;
    }

    /** Runs a model on made examples, one at a time and in batches, forward and backward. */
    public static WarmUp run(Weights weights) {
        WarmingUp warmingUp = new WarmingUp(weights);
        warmingUp.hurry(true);
        boolean steady;
        try {
            steady = warmingUp.run();
        } finally {
            warmingUp.hurry(false);
        }
        List<String> scalar = new ArrayList<>();
        for (TakeOver kernel : warmingUp.kernels) {
            if ((kernel.used() || warmingUp.cold.contains(kernel)) && !kernel.warm()) {
                scalar.add(kernel.name());
            }
        }
        return new WarmUp(steady, Duration.ofNanos(warmingUp.elapsed()), scalar);
    }

    private boolean run() {
        boolean steady = false;
        double best = Double.MAX_VALUE;
        int unchanged = 0;
        while (!steady && elapsed() < LIMIT_NANOS) {
            double fastest = Double.MAX_VALUE;
            long span = System.nanoTime();
            do {
                long round = System.nanoTime();
                if (!round()) {
                    return false;
                }
                fastest = Math.min(fastest, System.nanoTime() - round);
            } while (System.nanoTime() - span < SPAN_NANOS);
            cold = kernels.stream().filter(TakeOver::used).toList();
            kernels.forEach(TakeOver::forget);
            if (elapsed() > LIMIT_NANOS / 2) {
                // What is cold by now is called too seldom.
                kernels.forEach(TakeOver::rehearse);
            }
            boolean grows = rows < FEW_ROWS || !waiting() || elapsed() > LIMIT_NANOS / 2;
            if (rows < code.rows() && grows && fastest < LIMIT_NANOS / 50.0) {
                rows = Math.min(code.rows(), 4 * rows);
                batch = MadeExamples.of(code.signature(), rows);
                best = Double.MAX_VALUE;
                unchanged = 0;
            } else if (fastest < GAIN * best) {
                best = fastest;
                unchanged = 0;
            } else {
                unchanged++;
            }
            steady = unchanged >= SPANS && !waiting();
        }
        return steady;
    }

    private boolean waiting() {
        return cold.stream().anyMatch(TakeOver::pending);
    }

    /** One call of each kind; false if the time is up. */
    private boolean round() {
        code.predict(w, one, 0, 1, outputs, scratch);
        if (elapsed() > LIMIT_NANOS) {
            return false;
        }
        if (code.decodedSteps() > 0) {
            code.decode(w, one, 1, Math.min(KernelProof.STEPS, code.decodedSteps()), outputs);
        }
        if (rows > 1) {
            code.predict(w, batch, 0, rows, outputs, scratch);
        }
        // One example takes other kernels than many, each time: what is called no more would be waited for in vain.
        return train(one, 1) && (rows == 1 || train(batch, rows));
    }

    /** A step without its update, of a model with a loss; false if the time is up. */
    private boolean train(Batch examples, int count) {
        long training = code.hasLoss() ? code.trainingScratch(code.block(count, 1)) : Long.MAX_VALUE;
        // A model too large to train such a batch is warmed up for prediction alone.
        if (training <= Integer.MAX_VALUE - 8) {
            if (elapsed() > LIMIT_NANOS) {
                return false;
            }
            if (scratch.length < training) {
                scratch = new float[(int) training];
            }
            code.gradient(w, g, examples, TrainingStep.EVALUATE, scratch, null, Member.ALONE);
        }
        return true;
    }

    private void hurry(boolean on) {
        for (TakeOver kernel : kernels) {
            kernel.hurry(on);
        }
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }
}
