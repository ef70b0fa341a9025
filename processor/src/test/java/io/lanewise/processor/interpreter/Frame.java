package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known while one program runs: the whole model's, or one instance of a scan's body. */
final class Frame {
    final @Nullable Frame outer;
    /** Number of this instance in its scan. */
    final int number;
    /** Number of this instance among all of the scans around it. */
    final int instance;

    final List<Tensor> arguments;
    final Map<Value, Tensor> tensors = new HashMap<>();
    final Map<Value, List<Frame>> instances = new HashMap<>();
    /** Of scans and their derivatives, by the number that reads them. */
    final Map<Value, List<@Nullable Tensor>> results = new HashMap<>();

    Frame(@Nullable Frame outer, int number, int instance, List<Tensor> arguments) {
        this.outer = outer;
        this.number = number;
        this.instance = instance;
        this.arguments = arguments;
    }

    Tensor get(Value value) {
        Tensor tensor = tensors.get(value);
        if (tensor == null) {
            throw new IllegalStateException("'" + value + "' is read before it is computed");
        }
        return tensor;
    }

    /** The parameter's name with this instance's numbers for its stars. */
    String named(String name) {
        int star = name.lastIndexOf('*');
        if (star < 0) {
            return name;
        }
        if (outer == null) {
            throw new IllegalStateException(name + " stands outside a scan");
        }
        return outer.named(name.substring(0, star)) + number + name.substring(star + 1);
    }
}
