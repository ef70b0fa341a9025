package io.lanewise.processor.lower;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one program while it is made, and what is known of them. */
final class Builder {
    /** What a softmax was made of: x, x less its maximum, and the sum of their exponentials. */
    record SoftmaxParts(Value logits, Value centred, Value sum) {}

    /** A node's value that is a part of the loss. */
    record Activity(String node, Value value, Regularization regularization) {}

    /** Counts the places of {@link Op.Random} in the whole model. */
    static final class Randoms {
        int next;
    }

    final Randoms randoms;
    final List<Activity> activities = new ArrayList<>();
    private final List<Program.Change> changes = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Value> parameters = new LinkedHashMap<>();
    private final Map<Value, SoftmaxParts> softmaxes = new HashMap<>();
    private final Map<Value, Value> sigmoids = new HashMap<>();
    private final Map<Value, Value> exponentials = new HashMap<>();
    private final Map<Value, Value> cells = new HashMap<>();

    Builder(Randoms randoms) {
        this.randoms = randoms;
    }

    Value add(String name, Type type, Op op) {
        Value value = new Value(name, type, op);
        values.add(value);
        return value;
    }

    /** The parameter, made at its first use. */
    Value parameter(Parameter parameter) {
        Value value = parameters.get(parameter.name());
        if (value == null) {
            value = add(parameter.name(), parameter.type(), new Op.Param(parameter));
            parameters.put(parameter.name(), value);
        }
        return value;
    }

    Program program(List<Value> results) {
        return new Program(values, results, changes);
    }

    /** Says what a step of training adds to a state. */
    void change(Value state, Op.Map added) {
        changes.add(new Program.Change(state, added));
    }

    int size() {
        return values.size();
    }

    /** Place of {@code value} in the program. */
    int indexOf(Value value) {
        return values.lastIndexOf(value);
    }

    /** Forgets the values from {@code size} on. */
    void truncate(int size) {
        List<Value> tail = values.subList(size, values.size());
        parameters.values().removeAll(tail);
        changes.removeIf(change -> change.added().operands().stream().anyMatch(tail::contains));
        tail.clear();
    }

    /** Keeps in mind what {@code softmax}, or the logarithm of one, was made of. */
    void remember(Value softmax, SoftmaxParts parts) {
        softmaxes.put(softmax, parts);
    }

    void rememberSigmoid(Value sigmoid, Value logits) {
        sigmoids.put(sigmoid, logits);
    }

    void rememberExponential(Value exponential, Value exponent) {
        exponentials.put(exponential, exponent);
    }

    void rememberCell(Value value, Value cell) {
        cells.put(value, cell);
    }

    /** The cell state behind the node's {@code value}. */
    Value cell(Value value) {
        return java.util.Objects.requireNonNull(cells.get(value), () -> "No cell behind " + value);
    }

    /** What {@code value}, a softmax or the logarithm of one, was made of; null for anything else. */
    @Nullable
    SoftmaxParts softmaxParts(Value value) {
        return softmaxes.get(value);
    }

    /** What {@code value} is the sigmoid of; null for anything else. */
    @Nullable
    Value logits(Value value) {
        return sigmoids.get(value);
    }

    /** What {@code value} is the exponential of; null for anything else. */
    @Nullable
    Value exponent(Value value) {
        return exponentials.get(value);
    }
}
