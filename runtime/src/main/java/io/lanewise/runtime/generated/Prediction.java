package io.lanewise.runtime.generated;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Blocks;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;

/**
 * One call of {@code predict} that the threads of a team share, each taking some examples while there are any; or where these are
 * too few, all of them computing each example together. For generated code.
 */
public final class Prediction implements Team.Work {
    /** Multiply-adds below which sharing takes longer than it saves: some ten microseconds of one thread. */
    private static final long LEAST = 1_000_000;

    /**
     * Multiply-adds of a nanosecond of waiting for the others: an eighth of the time that one thread takes for them, at some 100 in a
     * nanosecond.
     */
    private static final long PATIENCE = 800;

    private final Team team;
    private final Weights weights;
    private final ModelCode code;
    private final Batch arguments;
    private final float[][] outputs;
    private final Blocks blocks;
    /** Each member's own, which stays in its cache. */
    private final float[][] scratch;

    /** Calls of which one is computed alone where the members are faster, in case that is the faster way by now. */
    private static final int ROUND = 256;

    /** The same where the caller alone is faster: of so many, the first {@value #PROBES}, which have to wake the helpers. */
    private static final int SHORT_ROUND = 64;

    private static final int PROBES = 8;

    private float[] current = {};
    private boolean together;

    /** What a multiply-add took together, and alone, in nanoseconds; 0 at first. */
    private final double[] took = new double[2];

    private int calls;
    private int lengthsSet;
    private int inputsSet;
    private int outputsSet;

    Prediction(Team team, Weights weights) {
        this.team = team;
        this.weights = weights;
        this.code = weights.code();
        this.arguments = Batch.refillable(code.signature().inputs().size());
        this.outputs = new float[code.signature().outputs().size()][];
        this.blocks = new Blocks(team);
        this.scratch = new float[team.size()][0];
    }

    Team team() {
        return team;
    }

    /** Whether it is worth it, and nobody else uses the team. */
    boolean begin(int count) {
        if (count == 1 && !code.predictsTogether() || work(count) < LEAST || !team.enter()) {
            return false;
        }
        arguments.count(count);
        lengthsSet = 0;
        inputsSet = 0;
        outputsSet = 0;
        return true;
    }

    /** The length of the next axis. */
    public Prediction length(int length) {
        arguments.length(lengthsSet++, length);
        return this;
    }

    /** The next input. */
    public Prediction input(float[] values) {
        arguments.set(inputsSet++, values);
        return this;
    }

    /** The next input, of integers. */
    public Prediction input(int[] values) {
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
        int count = arguments.count();
        current = weights.current();
        blocks.divide(count, code.rows());
        together = code.predictsTogether() && blocks.count() < team.size();
        try {
            if (!together) {
                team.share(this);
            } else {
                together(work(count));
            }
        } finally {
            team.leave();
        }
    }

    private long work(int count) {
        return count * code.multiplyAdds();
    }

    /** All members, or the caller alone, whichever was faster of late: members wait for one that others keep from its processor. */
    private void together(long work) {
        calls = (calls + 1) % ROUND;
        boolean joint = took[0] <= took[1] ? calls != 0 : calls % SHORT_ROUND < PROBES;
        int way = joint ? 0 : 1;
        long start = System.nanoTime();
        if (!joint || !team.run(this, work / PATIENCE)) {
            all(Member.ALONE);
        }
        double now = (double) (System.nanoTime() - start) / work;
        // What was fast once can be again; that it was slow once says little.
        took[way] =
                now < took[way] || took[way] == 0 ? now : took[way] + (Math.min(now, 2 * took[way]) - took[way]) / 8;
    }

    @Override
    public void run(Member member) {
        if (together) {
            all(member);
            return;
        }
        for (int from = blocks.next(member); from >= 0; from = blocks.next(member)) {
            code.predict(current, arguments, from, blocks.end(from) - from, outputs, scratch(member));
        }
    }

    /** All rows, {@code member}'s share of each block. */
    private void all(Member member) {
        int rows = code.rows();
        int count = arguments.count();
        if (member.isFirst()) {
            scratch(member);
        }
        for (int from = 0; from < count; from += rows) {
            member.barrier();
            int n = Math.min(rows, count - from);
            code.predict(current, arguments, from, n, outputs, scratch[0], member);
        }
    }

    private float[] scratch(Member member) {
        int number = member.number();
        if (scratch[number].length < code.inferenceScratch()) {
            scratch[number] = new float[code.inferenceScratch()];
        }
        return scratch[number];
    }
}
