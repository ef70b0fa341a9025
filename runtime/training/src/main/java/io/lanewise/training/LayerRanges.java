package io.lanewise.training;

import io.lanewise.runtime.generated.Named;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The flat parameters cut into ranges of one learning rate each; what is frozen, or is no parameter but state, lies in none. */
final class LayerRanges {
    private final List<TensorLayout> trained = new ArrayList<>();
    private final List<TensorLayout> states = new ArrayList<>();
    private final int[] from;
    private final int[] to;
    private final double[] factors;
    private int count;

    /**
     * @throws IllegalArgumentException if a pattern matches nothing, or nothing that the model lets train
     * @throws IllegalStateException if nothing is left to train
     */
    LayerRanges(Signature signature, List<StepOptions.LayerRate> layers) {
        Map<String, Double> wanted = new HashMap<>();
        for (StepOptions.LayerRate layer : layers) {
            List<TensorLayout> found = Named.matching(signature, layer.pattern());
            if (layer.factor() > 0 && found.stream().allMatch(TensorLayout::frozen)) {
                throw new IllegalArgumentException(
                        "'" + layer.pattern() + "' has a learning rate, but what it matches is" + " @Frozen in "
                                + signature.model() + ": " + found + ". Drop one of the two.");
            }
            found.forEach(layout -> wanted.put(layout.name(), layer.factor()));
        }
        List<TensorLayout> all = signature.parameters();
        from = new int[all.size() + 1];
        to = new int[all.size() + 1];
        factors = new double[all.size() + 1];
        boolean joins = false;
        for (TensorLayout layout : all) {
            double factor = layout.frozen() ? 0 : wanted.getOrDefault(layout.name(), 1.0);
            if (layout.state() && factor > 0) {
                states.add(layout);
            }
            if (factor == 0 || layout.state()) {
                joins = false;
                continue;
            }
            trained.add(layout);
            if (joins && factors[count - 1] == factor) {
                to[count - 1] = layout.at() + layout.length();
            } else {
                from[count] = layout.at();
                to[count] = layout.at() + layout.length();
                factors[count++] = factor;
            }
            joins = true;
        }
        if (count == 0 && !all.isEmpty()) {
            throw new IllegalStateException(
                    "All parameters of " + signature.model() + " are frozen. Leave something to be trained.");
        }
    }

    /** The parameters that are not frozen, in order of memory. */
    List<TensorLayout> trained() {
        return trained;
    }

    /** State that is not frozen, in order of memory. */
    List<TensorLayout> states() {
        return states;
    }

    int count() {
        return count;
    }

    int from(int range) {
        return from[range];
    }

    int to(int range) {
        return to[range];
    }

    double factor(int range) {
        return factors[range];
    }
}
