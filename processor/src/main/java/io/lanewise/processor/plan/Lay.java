package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every value its place. */
public final class Lay {
    private Lay() {}

    /** The plan of a model; {@code training} and {@code derivative} are null for a model without a loss. */
    public static Plan memory(
            Lowered lowered, Looped inference, @Nullable Looped training, @Nullable Differentiated derivative) {
        Parameters parameters = new Parameters(lowered.program());
        Map<Value, Place> derived = new IdentityHashMap<>();
        long at = parameters.floats();
        for (Step step : inference.fused().prepare()) {
            derived.put(step.named(), Place.of(Place.Space.WEIGHTS, at));
            at += Layout.of(step.named().type());
        }
        Plan.Section predict = new Schedule(inference, parameters, derived, false).plan(List.of(), null);
        Plan.Section train = null;
        if (training != null && derivative != null) {
            train = new Schedule(training, parameters, Map.of(), true).plan(lowered.nodes(), derivative);
            train = train.divided(Shares.of(train));
        }
        return new Plan(parameters.slots(), parameters.floats(), at - parameters.floats(), predict, train);
    }
}
