package io.lanewise.processor.differentiate;

import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the derivative of the loss with respect to parameters and inputs to a program. */
public final class Differentiate {
    private Differentiate() {}

    /** The same where every instance is kept. */
    public static Differentiated program(Lowered lowered) {
        return program(lowered, false);
    }

    /**
     * {@code lowered} with its backward values. A parameter that the loss does not depend on, or that is frozen, has no entry: its
     * gradient is zero. Without a loss there is nothing backward.
     *
     * @param recompute whether instances of repeated blocks keep only what they take, and are computed again for their derivative
     */
    public static Differentiated program(Lowered lowered, boolean recompute) {
        Program forward = lowered.program();
        if (!lowered.trained()) {
            return new Differentiated(forward, List.of(), List.of(), Map.of(), Map.of());
        }
        Set<Value> targets = new HashSet<>();
        for (Value value : forward.values()) {
            if (value.op() instanceof Op.Input input
                    && lowered.arguments().get(input.argument()).target()) {
                targets.add(value);
            }
        }
        Gradients gradients = new Gradients(forward, recompute, value -> isLeaf(value) && !targets.contains(value));
        Value loss = forward.results().get(forward.results().size() - 1);
        gradients.seed(loss, gradients.constant("d " + loss.name(), Type.scalar(), 1));
        gradients.run();

        Map<Value, Value> parameters = new LinkedHashMap<>();
        Map<Value, Value> inputs = new LinkedHashMap<>();
        for (Value value : forward.values()) {
            Value gradient = gradients.of(value);
            if (gradient != null && Gradients.isTrained(value)) {
                parameters.put(value, gradient);
            } else if (gradient != null && value.op() instanceof Op.Input && !targets.contains(value)) {
                inputs.put(value, shapeless(gradient));
            }
        }
        Set<Value> trained = new HashSet<>();
        parameters.values().forEach(value -> reach(value, trained));
        gradients.values().stream().filter(Gradients::trainsInside).forEach(value -> reach(value, trained));
        Set<Value> asked = new HashSet<>();
        inputs.values().forEach(value -> reach(value, asked));
        List<Value> backward =
                gradients.values().stream().filter(trained::contains).toList();
        List<Value> forInputs = gradients.values().stream()
                .filter(value -> asked.contains(value) && !trained.contains(value))
                .toList();
        return new Differentiated(forward, backward, forInputs, parameters, inputs);
    }

    /** The caller gets elements in a row, in whatever shape they were computed. */
    private static Value shapeless(Value gradient) {
        Value made = gradient;
        while (made.op() instanceof Op.Reshape reshape) {
            made = reshape.operand();
        }
        return made;
    }

    private static boolean isLeaf(Value value) {
        return Gradients.isTrained(value)
                || (value.op() instanceof Op.Input && value.type().element() == Type.Element.FLOAT);
    }

    /** Adds {@code value} and everything it is made of. */
    static void reach(Value value, Set<Value> reached) {
        List<Value> open = new ArrayList<>(List.of(value));
        while (!open.isEmpty()) {
            Value next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(Operands.of(next));
            }
        }
    }
}
