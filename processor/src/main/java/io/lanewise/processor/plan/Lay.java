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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every value its place. */
public final class Lay {
    private Lay() {}

    /** The plan of a model; {@code training} and {@code derivative} are null for a model without a loss. */
    public static Plan memory(
            Lowered lowered, Looped inference, @Nullable Looped training, @Nullable Differentiated derivative) {
        return memory(lowered, inference, training, derivative, null, null, 0);
    }

    /**
     * The same of a model that is decoded, too.
     *
     * @param start what is computed once for all steps, null if nothing is
     * @param step what is computed for each, null if the model is not decoded
     * @param keptFloats what outlives a step, for each example
     */
    public static Plan memory(
            Lowered lowered,
            Looped inference,
            @Nullable Looped training,
            @Nullable Differentiated derivative,
            @Nullable Looped start,
            @Nullable Looped step,
            long keptFloats) {
        Parameters parameters = new Parameters(lowered.program());
        Map<Value, Place> derived = new IdentityHashMap<>();
        long at = parameters.floats();
        for (Step each : inference.fused().prepare()) {
            derived.put(each.named(), Place.of(Place.Space.WEIGHTS, at));
            at += Layout.of(each.named().type());
        }
        Plan.Section predict = new Schedule(inference, parameters, derived, false, Set.of()).plan(List.of(), null);
        int rows = Rows.of(predict);
        predict = predict.divided(RowShares.of(predict), Plan.WHOLE, Plan.WHOLE);
        Plan.Section train = null;
        if (training != null && derivative != null) {
            Blocks blocks = new Blocks(lowered, training.fused());
            Set<Value> sums = blocks.sums();
            train = new Schedule(training, parameters, Map.of(), true, sums).plan(lowered.nodes(), derivative);
            int block = blocks.examples(train);
            if (block == Plan.WHOLE && !sums.isEmpty()) {
                train = new Schedule(training, parameters, Map.of(), true, Set.of()).plan(lowered.nodes(), derivative);
            }
            train = train.divided(Shares.of(train), block, blocks.fullest(train, block));
        }
        Plan.Decoding decoding = step == null
                ? null
                : new Plan.Decoding(
                        start == null ? null : decoding(start, parameters, derived),
                        decoding(step, parameters, derived),
                        keptFloats);
        return new Plan(
                parameters.slots(), parameters.floats(), at - parameters.floats(), rows, predict, train, decoding);
    }

    /** What decoding derives from parameters, prediction derives, too. */
    private static Plan.Section decoding(Looped looped, Parameters parameters, Map<Value, Place> derived) {
        Map<Value, Place> own = new IdentityHashMap<>();
        for (Step step : looped.fused().prepare()) {
            own.put(step.named(), known(step.named(), derived));
        }
        return new Schedule(looped, parameters, own, false, Set.of()).plan(List.of(), null);
    }

    /** The place of {@code value}, or of what transposes the same matrix: each program has a value of its own for that. */
    private static Place known(Value value, Map<Value, Place> derived) {
        Place place = derived.get(value);
        return place != null
                ? place
                : derived.entrySet().stream()
                        .filter(made -> made.getKey().op().equals(value.op()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Only decoding reads " + value));
    }
}
