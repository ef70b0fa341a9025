package io.lanewise.runtime.train;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import io.lanewise.runtime.kernel.Update;
import io.lanewise.runtime.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/** One training step, by one thread or by the members of a team: forward, backward, the finite check, and the update. */
final class StepWork implements Team.Work {
    /** Multiply-adds of a forward pass below which sharing takes longer than it saves: some ten microseconds of one thread. */
    private static final long LEAST = 300_000;

    private final ModelCode code;
    private final Optimizer optimizer;
    private final float[] weights;
    private final float[] gradient;
    private final float[][] state;
    private final int parameters;
    private @Nullable Team team;
    private @Nullable Batch batch;
    private @Nullable TrainingStep step;
    private float[] memory = {};
    private long number;
    private volatile float loss;
    private volatile boolean finite;

    StepWork(ModelCode code, Optimizer optimizer, float[] weights, float[][] state) {
        this.code = code;
        this.optimizer = optimizer;
        this.weights = weights;
        this.parameters = code.signature().parameterFloats();
        this.gradient = new float[parameters];
        this.state = state;
    }

    void threads(int threads) {
        team = code.isDivided() ? Team.of(threads) : null;
    }

    float[] gradient() {
        return gradient;
    }

    /** The loss; {@link #isFinite} tells whether the step was made. */
    float run(Batch next, TrainingStep at, long numbered, float[] scratch) {
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

    boolean isFinite() {
        return finite;
    }

    @Override
    public void run(Member member) {
        Batch examples = java.util.Objects.requireNonNull(batch);
        TrainingStep at = java.util.Objects.requireNonNull(step);
        int count = examples.count();
        float found = code.loss(weights, examples, count, at, memory, member);
        loss = found;
        if (!Float.isFinite(found)) {
            return;
        }
        code.backward(weights, gradient, examples, count, at, memory, null, member);
        member.barrier();
        int from = member.floatsFrom(parameters);
        int to = member.floatsTo(parameters);
        if (!Update.finite(gradient, from, to)) {
            finite = false;
        }
        member.barrier();
        if (!finite) {
            return;
        }
        optimizer.update(weights, gradient, state, from, to, number);
        member.barrier();
        if (member.isFirst()) {
            code.prepare(weights);
        }
    }
}
