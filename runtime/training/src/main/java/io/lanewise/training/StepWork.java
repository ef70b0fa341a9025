package io.lanewise.training;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import io.lanewise.runtime.kernel.Update;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One training step, by one thread or by the members of a team: forward, backward, the finite check, and the update. */
final class StepWork implements Team.Work {
    /** Multiply-adds of a forward pass below which sharing takes longer than it saves: some ten microseconds of one thread. */
    private static final long LEAST = 300_000;

    private final ModelCode code;
    private final ParameterUpdate update;
    private final float[] weights;
    private final float[] gradient;
    private final int parameters;
    private @Nullable Team team;
    private @Nullable Batch batch;
    private @Nullable TrainingStep step;
    private float[] memory = {};
    private long number;
    private volatile float loss;
    private volatile double weight;
    private volatile boolean finite;
    private @Nullable Accumulation waiting;
    private boolean waits;

    StepWork(ModelCode code, ParameterUpdate update, float[] weights) {
        this.code = code;
        this.update = update;
        this.weights = weights;
        this.parameters = code.signature().parameterFloats();
        this.gradient = new float[parameters];
    }

    void threads(int threads) {
        team = code.isDivided() ? Team.of(threads) : null;
    }

    /** Threads that share a step. */
    int threads() {
        return team == null ? 1 : team.size();
    }

    float[] gradient() {
        return gradient;
    }

    /** The loss; {@link #isFinite} tells whether the step was made. */
    float run(Batch next, TrainingStep at, long numbered, float[] scratch) {
        if (!waits) {
            update.begin(numbered);
        }
        batch = next;
        step = at;
        number = numbered;
        memory = scratch;
        finite = true;
        Team shared = team;
        if (shared != null
                && (long) next.count() * parameters >= LEAST
                && next.count() >= shared.size()
                && shared.enter()) {
            try {
                shared.run(this);
            } finally {
                shared.leave();
            }
        } else {
            run(Member.ALONE);
        }
        return loss;
    }

    /** What the last batch counts for beside others. */
    double weight() {
        return weight;
    }

    boolean isFinite() {
        return finite;
    }

    /** The loss; unless {@link #isFinite} is false the gradient waits, together with others, for {@link #runWaiting}. */
    float accumulate(Batch next, TrainingStep at, float[] scratch) {
        Accumulation sum = waiting;
        if (sum == null) {
            sum = new Accumulation(parameters);
            waiting = sum;
        }
        waits = true;
        try {
            float found = run(next, at, 0, scratch);
            if (Float.isFinite(found) && finite) {
                sum.added(weight);
            }
            return found;
        } finally {
            waits = false;
        }
    }

    /** Batches whose gradients wait. */
    int waiting() {
        return waiting == null ? 0 : waiting.batches();
    }

    /** Makes {@link #gradient} the mean of those that wait; false if it is not finite. */
    boolean meet() {
        Objects.requireNonNull(waiting).mean(gradient);
        return update.finite(gradient);
    }

    /** The step of the gradients that wait, after {@link #meet}. */
    void runWaiting(long numbered) {
        update.begin(numbered);
        number = numbered;
        update(Member.ALONE);
        forget();
    }

    /** Drops the gradients that wait. */
    void forget() {
        if (waiting != null) {
            waiting.clear();
        }
    }

    @Override
    public void run(Member member) {
        Batch examples = Objects.requireNonNull(batch);
        TrainingStep at = Objects.requireNonNull(step);
        float found = code.gradient(weights, gradient, examples, at, memory, null, member);
        double counts = code.weight(examples.count(), memory);
        loss = found;
        weight = counts;
        if (!Float.isFinite(found)) {
            return;
        }
        int from = update.first(member);
        int to = update.end(member);
        if (!Update.finite(gradient, from, to)) {
            finite = false;
        }
        member.barrier();
        if (!finite) {
            return;
        }
        if (waits) {
            Objects.requireNonNull(waiting).add(gradient, counts, from, to);
            return;
        }
        update(member);
    }

    private void update(Member member) {
        update.run(member, gradient, number);
        member.barrier();
        if (member.isFirst()) {
            code.prepare(weights);
        }
    }
}
