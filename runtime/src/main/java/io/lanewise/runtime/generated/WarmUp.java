package io.lanewise.runtime.generated;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Gemm;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.TakeOver;
import java.util.ArrayList;
import java.util.List;

/** Calls a model until its vector kernels have taken over. */
public final class WarmUp {
    /** Where a kernel has not taken over by then, it will not soon. */
    private static final long LIMIT_NANOS = 5_000_000_000L;

    private final ModelCode code;
    private final float[] w;
    private final float[][] outputs;
    private final float[] g;
    private final float[] scratch;

    private WarmUp(Weights weights) {
        this.code = weights.code();
        this.w = weights.current();
        List<Signature.Output> declared = code.signature().outputs();
        this.outputs = new float[declared.size()][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = new float[code.rows() * declared.get(i).size()];
        }
        this.g = new float[code.hasLoss() ? code.signature().parameterFloats() : 0];
        long training = code.hasLoss() ? code.trainingScratch(code.rows()) : 0;
        // A model too large to train a whole block is warmed up for prediction alone.
        this.scratch =
                new float[(int) Math.max(code.inferenceScratch(), training > Integer.MAX_VALUE - 8 ? 0 : training)];
    }

    /**
     * Runs a model on zeros, one example and a block at a time, forward and backward.
     *
     * @return true if every kernel that was called computes in vector form now
     */
    public static boolean run(Weights weights) {
        List<TakeOver> own = weights.code().takeOvers();
        List<TakeOver> all = new ArrayList<>(own);
        all.addAll(List.of(Gemm.takeOvers()));
        if (all.stream().anyMatch(TakeOver::pending)) {
            WarmUp warmUp = new WarmUp(weights);
            all.forEach(takeOver -> takeOver.hurry(true));
            try {
                long start = System.nanoTime();
                do {
                    warmUp.round();
                } while (all.stream().anyMatch(takeOver -> takeOver.used() && takeOver.pending())
                        && System.nanoTime() - start < LIMIT_NANOS);
            } finally {
                all.forEach(takeOver -> takeOver.hurry(false));
            }
        }
        return own.stream().allMatch(TakeOver::warm)
                && List.of(Gemm.takeOvers()).stream()
                        .allMatch(takeOver -> takeOver.warm() || takeOver.pending() && !takeOver.used());
    }

    private void round() {
        Batch one = zeros(1);
        Batch block = zeros(code.rows());
        code.predict(w, one, 0, 1, outputs, scratch);
        code.predict(w, block, 0, code.rows(), outputs, scratch);
        if (code.hasLoss() && scratch.length >= code.trainingScratch(code.rows())) {
            code.loss(w, block, code.rows(), TrainingStep.EVALUATE, scratch, Member.ALONE);
            code.backward(w, g, block, code.rows(), TrainingStep.EVALUATE, scratch, null, Member.ALONE);
        }
    }

    private Batch zeros(int count) {
        List<Object> arrays = new ArrayList<>();
        for (Signature.Argument argument : code.signature().arguments()) {
            int length = Math.multiplyExact(count, argument.size());
            arrays.add(argument.isClasses() ? new int[length] : new float[length]);
        }
        return Batch.of(count, arrays.toArray());
    }
}
