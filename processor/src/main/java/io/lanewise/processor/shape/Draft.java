package io.lanewise.processor.shape;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.layer.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a node while its graph is worked out.
 *
 * @param arguments null where the node is unknown before it was looked at
 * @param path how it came by its shape: {@code image 8×8×1}, {@code features 64}
 */
record Draft(
        Wire wire,
        @Nullable Arguments arguments,
        Shape shape,
        Values values,
        List<Integer> flattened,
        List<String> path,
        List<Parameter> parameters,
        Regularization activity,
        @Nullable Graph block) {
    private static final int LONGEST_PATH = 6;

    static Draft unknown(Wire wire) {
        return new Draft(
                wire, null, Shape.UNKNOWN, Values.MIXED, List.of(), List.of(), List.of(), Regularization.NONE, null);
    }

    boolean isKnown() {
        return shape.isKnown();
    }

    String name() {
        return wire.name();
    }

    /** {@code image 8×8×1 → features 64}; of a long path, the end. */
    String pathText() {
        int from = Math.max(0, path.size() - LONGEST_PATH);
        return (from > 0 ? "… → " : "") + String.join(" → ", path.subList(from, path.size()));
    }

    /** The path of {@code before} and one step more. */
    static List<String> path(List<String> before, String node, Shape shape) {
        List<String> path = new ArrayList<>(before);
        path.add(node + " " + shape);
        return path;
    }
}
