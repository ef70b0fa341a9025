package io.lanewise.processor.ir;

import io.lanewise.processor.problem.Where;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link Graph}.
 *
 * @param layer simple name of the layer's annotation, {@code "Dense"}; {@link #INPUT} or {@link #APPLY}
 * @param arguments the annotation's members, block arguments already in their places
 * @param inputs names of the nodes it reads, in the order the layer counts them; of a block, in the order of its inputs
 * @param roles of the inputs, where the layer tells them apart by role; else empty
 * @param shape of its value, one example
 * @param parameters those the node owns; names are relative, {@code "weight"}; empty for a block, whose nodes own them
 * @param borrowed role → node of this graph that owns the parameter used in that role, under the same role there. The owner
 *     may stand later in the order.
 * @param block the block that is applied, with the shapes of this place; null for a layer
 * @param sharedWith of a block: the node whose application owns all parameters used here; empty for own ones
 * @param loss null where the node is not trained itself
 * @param output whether predict returns it; in a block, whether it is the block's value
 * @param repeat how often it is applied in a row, with own parameters each time (a {@link Op.Scan} whose carry is the first
 *     input and whose invariants are the others); 0 without {@code @Repeat}
 * @param frozen whether its parameters, of a block all inside, stay as they are
 * @param activity a part of the loss that its value makes
 * @param where the method, for what is found later
 */
public record Node(
        String name,
        String layer,
        Arguments arguments,
        List<String> inputs,
        List<String> roles,
        Shape shape,
        List<Parameter> parameters,
        Map<String, String> borrowed,
        @Nullable Graph block,
        String sharedWith,
        @Nullable LossTerm loss,
        boolean output,
        int repeat,
        boolean frozen,
        Regularization activity,
        Where where) {
    /** {@link #layer} of a node that the caller feeds. */
    public static final String INPUT = "Input";

    /** {@link #layer} of a node that applies a block. */
    public static final String APPLY = "Apply";

    public Node {
        inputs = List.copyOf(inputs);
        roles = List.copyOf(roles);
        parameters = List.copyOf(parameters);
        borrowed = Map.copyOf(borrowed);
    }

    public boolean isInput() {
        return layer.equals(INPUT);
    }

    /** {@code hidden = Dense(image) 128 {weight 784×128, bias 128}}. */
    public String toText() {
        StringBuilder text = new StringBuilder(name).append(" = ").append(layer).append('(');
        text.append(String.join(", ", inputs)).append(") ").append(shape);
        for (Parameter parameter : parameters) {
            text.append(" {")
                    .append(parameter.name())
                    .append(' ')
                    .append(new Shape(parameter.dims()))
                    .append('}');
        }
        new TreeMap<>(borrowed)
                .forEach((role, owner) -> text.append(" {")
                        .append(role)
                        .append(" of ")
                        .append(owner)
                        .append('}'));
        if (!sharedWith.isEmpty()) {
            text.append(" {all of ").append(sharedWith).append('}');
        }
        if (repeat > 0) {
            text.append(" repeated ").append(repeat);
        }
        if (frozen) {
            text.append(" frozen");
        }
        if (loss != null) {
            text.append(" loss ").append(loss.function());
        }
        return text.append(output ? " output" : "").toString();
    }
}
