package io.lanewise.training;

import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.schedule.ReduceOnPlateau;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a training remembers from step to step beside its weights: the optimizer's arrays, the average, the plateau. */
final class TrainingState {
    private static final String AVERAGE = "ema";
    private static final String PLATEAU = "plateau";

    private final Signature signature;
    private final List<String> names;
    private final float[][] moments;
    private final float @Nullable [] average;
    private final ReduceOnPlateau.@Nullable State plateau;

    /**
     * The state before the first step.
     *
     * @param weights what the average starts from
     */
    TrainingState(Signature signature, Optimizer optimizer, StepOptions options, float[] weights) {
        int length = signature.parameterFloats();
        this.signature = signature;
        this.names = optimizer.state();
        this.moments = new float[names.size()][length];
        for (int i = 0; i < moments.length; i++) {
            Arrays.fill(moments[i], optimizer.start(i));
        }
        this.average = options.averaging() > 0 ? Arrays.copyOf(weights, length) : null;
        ReduceOnPlateau rule = options.plateau();
        this.plateau = rule == null ? null : new ReduceOnPlateau.State(rule);
    }

    /** The names of the arrays that a file must have, the parameters included. */
    static List<String> due(Optimizer optimizer, StepOptions options) {
        List<String> due = new ArrayList<>(List.of(""));
        due.addAll(optimizer.state());
        if (options.averaging() > 0) {
            due.add(AVERAGE);
        }
        return due;
    }

    /** A file has no padding; there an array goes on with what it started from, which FTRL cannot do without. */
    private void restorePadding(float[] fresh, float[] moment) {
        if (fresh.length == 0 || fresh[0] == 0) {
            return;
        }
        float[] real = new float[moment.length];
        for (TensorLayout layout : signature.parameters()) {
            float[] ones = new float[layout.count()];
            Arrays.fill(ones, 1f);
            layout.fromDisk(ones, real);
        }
        for (int i = 0; i < real.length; i++) {
            moment[i] = real[i] == 0 ? fresh[i] : moment[i];
        }
    }

    float[][] moments() {
        return moments;
    }

    float @Nullable [] average() {
        return average;
    }

    ReduceOnPlateau.@Nullable State plateau() {
        return plateau;
    }

    void put(TrainingFile file) {
        for (int i = 0; i < moments.length; i++) {
            file.put(names.get(i), moments[i]);
        }
        if (average != null) {
            file.put(AVERAGE, average);
        }
        if (plateau != null) {
            file.put(PLATEAU, plateau.text());
        }
    }

    /** A plateau that the file does not know begins anew. */
    void get(TrainingFile file) {
        for (int i = 0; i < moments.length; i++) {
            float[] fresh = moments[i].clone();
            file.get(names.get(i), moments[i]);
            restorePadding(fresh, moments[i]);
        }
        if (average != null) {
            file.get(AVERAGE, average);
        }
        if (plateau != null && file.has(PLATEAU)) {
            try {
                plateau.restore(file.text(PLATEAU));
            } catch (IllegalArgumentException e) {
                throw new CheckpointException(e.getMessage() + " Use a file that a training saved.", e);
            }
        }
    }
}
