package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Replaced;
import io.lanewise.processor.ir.ScanBody;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of an {@link Op.Scan}: that of its body, instances in the other order. What is carried counts as trained, since
 * parameters of earlier instances are behind it.
 *
 * <p>Over a sequence, the gradient of a matrix that all instances share is a sum of products, one an instance. Their factors are
 * stacked instead, and one product of all rows follows the scan: the same sum, at the speed of a large product.
 *
 * <p>Where memory is to be saved (Chen et al. 2016, "Training deep nets with sublinear memory cost"), the derivative of a repeated
 * block's instance begins with the instance itself, computed again from what it took: nothing else is kept of it.
 */
final class ScanRule {
    /** What is made of the results of the scan's derivative. */
    private interface Outside {
        Value of(Value back);
    }

    private final Gradients gradients;
    private final Value value;
    private final Op.Scan scan;
    /** What is differentiated: the scan's body, or what computes it again. */
    private final Program body;

    private final Gradients inner;
    private final List<@Nullable Value> byOperand;
    private final List<Value> stacked = new ArrayList<>();

    ScanRule(Gradients gradients, Value value, Op.Scan scan) {
        this.gradients = gradients;
        this.value = value;
        this.scan = scan;
        List<Value> operands = scan.operands();
        this.body = isRecomputed() ? Replaced.again(scan.body()) : scan.body();
        this.inner = new Gradients(
                body,
                gradients.recompute,
                leaf -> Gradients.isTrained(leaf)
                        || (leaf.op() instanceof Op.Argument argument
                                && (argument.index() < scan.carries()
                                        || gradients.isActive(operands.get(argument.index())))));
        this.byOperand = new ArrayList<>(Collections.nCopies(operands.size(), null));
    }

    /** Steps of a sequence are small, and their products wait for each other already. */
    private boolean isRecomputed() {
        return gradients.recompute && scan.sequences() == 0;
    }

    void apply() {
        List<@Nullable Value> upstream = new ArrayList<>();
        List<@Nullable Value> seeds = new ArrayList<>();
        for (int i = 0; i < body.results().size(); i++) {
            Value result = body.results().get(i);
            Value incoming = gradients.ofResult(value, i);
            if (incoming == null && i < scan.carries()) {
                incoming = gradients.constant("d " + result.name(), result.type(), 0);
            }
            Value seed = null;
            if (incoming != null) {
                Op place = new Op.Argument(scan.operands().size() + i);
                seed = new Value("d " + result.name(), result.type(), place);
                inner.seed(result, seed);
            }
            upstream.add(incoming);
            seeds.add(seed);
        }
        inner.run();
        Map<Value, Value> byParameter = new LinkedHashMap<>();
        for (Value each : body.values()) {
            Value gradient = inner.of(each);
            if (gradient != null && each.op() instanceof Op.Argument argument && inner.isActive(each)) {
                byOperand.set(argument.index(), gradient);
            } else if (gradient != null && Gradients.isTrained(each)) {
                byParameter.put(each, gradient);
            }
        }
        for (int i = 0; i < scan.carries(); i++) {
            if (byOperand.get(i) == null) {
                byOperand.set(i, inner.zeros(scan.operands().get(i).type()));
            }
        }
        Map<Integer, Outside> outside = outside();
        ScanBody backward = new ScanBody(kept(seeds, byParameter), seeds, byOperand, stacked, byParameter);
        Value made = gradients.make(value, new Op.ScanBack(value, backward, upstream));
        for (int i = 0; i < byOperand.size(); i++) {
            Value operand = scan.operands().get(i);
            Outside follows = outside.get(i);
            if (gradients.isActive(operand) && (follows != null || byOperand.get(i) != null)) {
                gradients.give(
                        operand,
                        follows != null ? follows.of(made) : gradients.make(operand, new Op.ScanGradient(made, i)));
            }
        }
    }

    /** The values of the backward program that something is made of. */
    private List<Value> kept(List<@Nullable Value> seeds, Map<Value, Value> byParameter) {
        List<Value> wanted = new ArrayList<>(stacked);
        byOperand.forEach(gradient -> {
            if (gradient != null) {
                wanted.add(gradient);
            }
        });
        wanted.addAll(byParameter.values());
        inner.values().stream().filter(Gradients::trainsInside).forEach(wanted::add);
        Set<Value> reached = new HashSet<>();
        wanted.forEach(each -> Differentiate.reach(each, reached));
        List<Value> kept = new ArrayList<>();
        seeds.forEach(seed -> {
            if (seed != null) {
                kept.add(seed);
            }
        });
        if (isRecomputed()) {
            body.values().stream()
                    .filter(each -> reached.contains(each) && !isLeaf(each))
                    .forEach(kept::add);
        }
        inner.values().stream().filter(reached::contains).forEach(kept::add);
        return kept;
    }

    private static boolean isLeaf(Value value) {
        return value.op() instanceof Op.Argument || value.op() instanceof Op.Param;
    }

    // ---- what follows from stacked values

    /** By operand: gradients of invariants that are sums over rows, which then are no longer the scan's to make. */
    private Map<Integer, Outside> outside() {
        Map<Integer, Outside> outside = new LinkedHashMap<>();
        if (scan.sequences() > 0) {
            for (int i = scan.carries() + scan.sequences(); i < byOperand.size(); i++) {
                Value gradient = byOperand.get(i);
                Outside follows = gradient == null ? null : outside(gradient);
                if (follows != null) {
                    outside.put(i, follows);
                    byOperand.set(i, null);
                }
            }
        }
        return outside;
    }

    private @Nullable Outside outside(Value gradient) {
        if (gradient.op() instanceof Op.MatMul product
                && product.transposeLeft()
                && !product.transposeRight()
                && product.left().type().batched()
                && product.right().type().batched()) {
            int left = stack(product.left());
            int right = stack(product.right());
            return back -> gradients.add(new Value(
                    gradient.name(),
                    gradient.type(),
                    new Op.MatMul(
                            sequence(back, left, product.left()),
                            sequence(back, right, product.right()),
                            true,
                            false)));
        }
        Value summed = overRows(gradient);
        if (summed == null) {
            return null;
        }
        int all = stack(summed);
        return back -> gradients.add(new Value(
                gradient.name(),
                gradient.type(),
                new Op.Reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROWS, sequence(back, all, summed))));
    }

    /** What {@code gradient} is the sum over rows of; null if it is no such sum, nor several side by side. */
    private @Nullable Value overRows(Value gradient) {
        if (gradient.op() instanceof Op.Reduce reduce
                && reduce.kind() == Op.Reduce.Kind.SUM
                && reduce.over() == Op.Reduce.Over.ROWS
                && reduce.operand().type().dims().size() == 1) {
            return reduce.operand();
        }
        if (!(gradient.op() instanceof Op.Concat concat) || gradient.type().batched()) {
            return null;
        }
        List<Value> parts = new ArrayList<>();
        for (Value operand : concat.operands()) {
            Value part = operand.op() instanceof Op.Map map && Expressions.is(map.expression(), 0)
                    ? inner.zeros(Type.batch(operand.type().dims()))
                    : overRows(operand);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return inner.joined(gradient.name(), Type.batch(gradient.type().dims()), parts, concat.axis());
    }

    /** The index by which an {@link Op.ScanGradient} reads {@code each} of all instances. */
    private int stack(Value each) {
        for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
            if (byOperand.get(i) == each) {
                return i;
            }
        }
        int known = stacked.indexOf(each);
        if (known < 0) {
            known = stacked.size();
            stacked.add(each);
        }
        return byOperand.size() + known;
    }

    private Value sequence(Value back, int index, Value each) {
        Type type = scan.sequence(each.type());
        Value all = gradients.add(new Value(each.name(), type, new Op.ScanGradient(back, index)));
        return scan.axis().isEmpty()
                ? all
                : gradients.add(new Value(each.name(), type.withFirst(scan.axis()), new Op.Resize(all)));
    }
}
