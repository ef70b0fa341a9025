package io.lanewise.runtime.generated;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import java.util.concurrent.atomic.AtomicInteger;

/** One call of {@code predict} that the threads of a team share, each taking some rows while there are any; for generated code. */
public final class Prediction implements Team.Work {
    /** Multiply-adds below which sharing takes longer than it saves: some ten microseconds of one thread. */
    private static final long LEAST = 1_000_000;

    /** Most rows that a member takes at once: what a pass computes between product and activation. */
    private static final int BLOCK = 48;

    private final Team team;
    private final Weights weights;
    private final ModelCode code;
    private final Batch arguments;
    private final float[][] outputs;
    private final AtomicInteger taken = new AtomicInteger();
    private float[] current = {};
    private int block;
    private int inputsSet;
    private int outputsSet;

    Prediction(Team team, Weights weights) {
        this.team = team;
        this.weights = weights;
        this.code = weights.code();
        this.arguments = Batch.refillable(code.signature().inputs().size());
        this.outputs = new float[code.signature().outputs().size()][];
    }

    Team team() {
        return team;
    }

    /** Whether it is worth it, and nobody else uses the team. */
    boolean begin(int count) {
        if (count == 1 || (long) count * code.signature().parameterFloats() < LEAST || !team.enter()) {
            return false;
        }
        arguments.count(count);
        inputsSet = 0;
        outputsSet = 0;
        return true;
    }

    /** The next input. */
    public Prediction input(float[] values) {
        arguments.set(inputsSet++, values);
        return this;
    }

    /** The array for the next output. */
    public Prediction output(float[] values) {
        outputs[outputsSet++] = values;
        return this;
    }

    /** Computes all rows with one version of the weights. */
    public void run() {
        current = weights.current();
        int parts = 4 * team.size();
        block = Math.min(Math.min(BLOCK, code.rows()), ((arguments.count() + parts - 1) / parts + 15) & -16);
        taken.set(0);
        try {
            team.share(this);
        } finally {
            team.leave();
        }
    }

    @Override
    public void run(Member member) {
        int count = arguments.count();
        int from = taken.getAndAdd(block);
        if (from >= count) {
            return;
        }
        float[] scratch = weights.take();
        try {
            for (; from < count; from = taken.getAndAdd(block)) {
                code.predict(current, arguments, from, Math.min(block, count - from), outputs, scratch);
            }
        } finally {
            weights.give(scratch);
        }
    }
}
