package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.ScanBody;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes the values of one {@link Frame}. */
final class Evaluation implements Op.Cases<Tensor> {
    private final int examples;
    private final Map<String, double[]> parameters;
    private final Factors factors;
    private final Map<String, Tensor> gradients;
    private final Frame frame;
    private final boolean rounding;
    private final Rivals rivals;

    /**
     * @param parameters by name, in the order of memory without padding
     * @param gradients where those of parameters inside scans are added
     * @param rounding whether each value is rounded to float as it is made
     * @param rivals told of what was compared
     */
    Evaluation(
            int examples,
            Map<String, double[]> parameters,
            Factors factors,
            Map<String, Tensor> gradients,
            Frame frame,
            boolean rounding,
            Rivals rivals) {
        this.examples = examples;
        this.parameters = parameters;
        this.factors = factors;
        this.gradients = gradients;
        this.frame = frame;
        this.rounding = rounding;
        this.rivals = rivals;
    }

    void run(List<Value> values) {
        for (Value value : values) {
            if (!frame.tensors.containsKey(value)) {
                Tensor tensor = value.accept(this);
                if (tensor.values().length != length(value.type())) {
                    throw new IllegalStateException(
                            value + " has " + tensor.values().length + " elements for " + examples + " examples");
                }
                frame.tensors.put(value, rounding ? tensor.rounded() : tensor);
            }
        }
    }

    private int length(Type type) {
        return (type.batched() ? examples : 1) * type.size();
    }

    @Override
    public Tensor input(Value value, Op.Input op) {
        return frame.arguments.get(op.argument());
    }

    @Override
    public Tensor param(Value value, Op.Param op) {
        String name = frame.named(op.parameter().name());
        double[] numbers = parameters.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException("No parameter " + name + " among " + parameters.keySet());
        }
        return Tensor.given(numbers);
    }

    @Override
    public Tensor argument(Value value, Op.Argument op) {
        return frame.arguments.get(op.index());
    }

    @Override
    public Tensor constants(Value value, Op.Constants op) {
        return Tensor.given(
                op.numbers().stream().mapToDouble(Float::doubleValue).toArray());
    }

    @Override
    public Tensor count(Value value, Op.Count op) {
        return Tensor.given(examples);
    }

    @Override
    public Tensor training(Value value, Op.Training op) {
        return Tensor.given(factors == Factors.EVALUATION ? 0 : 1);
    }

    @Override
    public Tensor matMul(Value value, Op.MatMul op) {
        Matrix left = Matrix.of(frame.get(op.left()), op.left().type(), examples, op.transposeLeft());
        Matrix right = Matrix.of(frame.get(op.right()), op.right().type(), examples, op.transposeRight());
        return left.times(right);
    }

    @Override
    public Tensor batchMatMul(Value value, Op.BatchMatMul op) {
        Type type = value.type();
        int m = type.dims().get(type.dims().size() - 2);
        int products = length(type) / (m * type.width());
        Tensor result = Tensor.zeros(length(type));
        int terms = 1;
        for (int i = 0; i < products; i++) {
            Matrix left = Matrix.part(frame.get(op.left()), op.left().type(), i, products, op.transposeLeft());
            Tensor product =
                    left.times(Matrix.part(frame.get(op.right()), op.right().type(), i, products, false));
            System.arraycopy(product.values(), 0, result.values(), i * m * type.width(), m * type.width());
            System.arraycopy(product.scales(), 0, result.scales(), i * m * type.width(), m * type.width());
            terms = product.terms();
        }
        return new Tensor(result.values(), result.scales(), terms);
    }

    @Override
    public Tensor conv(Value value, Op.Conv op) {
        Images images = new Images(op.window(), examples, rivals);
        Tensor result = images.convolution(op.part(), frame.get(op.first()), frame.get(op.second()));
        return op.maxima() == null ? result : new Images(op.maxima(), examples, rivals).max(result);
    }

    @Override
    public Tensor pool(Value value, Op.Pool op) {
        Images images = new Images(op.window(), examples, rivals);
        Tensor first = frame.get(op.operands().get(0));
        if (op.kind() != Op.Pool.Kind.MAX) {
            return images.sum(op.kind(), op.back(), first);
        }
        return op.back() ? images.maxBack(first, frame.get(op.operands().get(1))) : images.max(first);
    }

    @Override
    public Tensor unfold(Value value, Op.Unfold op) {
        Tensor from = frame.get(op.operand());
        int steps = op.operand().type().outer();
        int width = op.operand().type().width();
        Tensor result = Tensor.zeros(length(value.type()));
        for (int row = 0; row < examples * steps; row++) {
            for (int tap = 0; tap < op.taps(); tap++) {
                int step = row % steps + op.offset(tap);
                if (step >= 0 && step < steps) {
                    int at = (row / steps * steps + step) * width;
                    int to = (row * op.taps() + tap) * width;
                    System.arraycopy(from.values(), at, result.values(), to, width);
                    System.arraycopy(from.scales(), at, result.scales(), to, width);
                }
            }
        }
        return new Tensor(result.values(), result.scales(), from.terms());
    }

    @Override
    public Tensor permute(Value value, Op.Permute op) {
        Tensor from = frame.get(op.operand());
        List<Integer> dims = value.type().dims();
        List<Integer> fromDims = op.operand().type().dims();
        Tensor result = Tensor.zeros(length(value.type()));
        for (int i = 0; i < result.values().length; i++) {
            int[] index = new int[dims.size()];
            int rest = i;
            for (int axis = dims.size() - 1; axis >= 0; axis--) {
                index[op.axes().get(axis)] = rest % dims.get(axis);
                rest /= dims.get(axis);
            }
            int at = rest;
            for (int axis = 0; axis < index.length; axis++) {
                at = at * fromDims.get(axis) + index[axis];
            }
            result.values()[i] = from.values()[at];
            result.scales()[i] = from.scales()[at];
        }
        return new Tensor(result.values(), result.scales(), from.terms());
    }

    @Override
    public Tensor map(Value value, Op.Map op) {
        int length = length(value.type());
        int width = value.type().width();
        List<Value> operands = op.operands();
        double[] values = new double[length];
        double[] scales = new double[length];
        int terms = 1;
        Tensor[] tensors = new Tensor[operands.size()];
        Broadcast[] places = new Broadcast[tensors.length];
        Elements.Number[] numbers = new Elements.Number[tensors.length];
        for (int o = 0; o < tensors.length; o++) {
            tensors[o] = frame.get(operands.get(o));
            places[o] = Broadcast.of(operands.get(o).type(), value.type());
            terms = Math.max(terms, tensors[o].terms());
        }
        for (int i = 0; i < length; i++) {
            for (int o = 0; o < numbers.length; o++) {
                int at = places[o].place(i);
                numbers[o] =
                        new Elements.Number(tensors[o].values()[at], tensors[o].scales()[at]);
            }
            Elements.Number result = Elements.evaluate(op.expression(), numbers, i % width, i / width, rivals);
            values[i] = result.value();
            scales[i] = result.scale();
        }
        return new Tensor(values, scales, terms);
    }

    @Override
    public Tensor reduce(Value value, Op.Reduce op) {
        Tensor operand = frame.get(op.operand());
        int width = op.operand().type().width();
        int size = op.operand().type().size();
        int length = operand.values().length;
        int results = length(value.type());
        boolean sum = op.kind() == Op.Reduce.Kind.SUM;
        double[] values = new double[results];
        double[] scales = new double[results];
        if (!sum) {
            Arrays.fill(values, Double.NEGATIVE_INFINITY);
        }
        for (int i = 0; i < length; i++) {
            int at = switch (op.over()) {
                case ROW -> i / width;
                case ROWS -> i % width;
                case EXAMPLE -> i / size * width + i % width;
                case BATCH -> i % size;
            };
            if (sum) {
                values[at] += operand.values()[i];
                scales[at] += operand.scales()[i];
            } else if (!(operand.values()[i] <= values[at])) {
                values[at] = operand.values()[i];
                scales[at] = operand.scales()[i];
            }
        }
        return new Tensor(values, scales, Math.max(operand.terms(), sum ? length / results : 1));
    }

    @Override
    public Tensor random(Value value, Op.Random op) {
        double[] values = new double[length(value.type())];
        int size = value.type().size();
        for (int i = 0; i < values.length; i++) {
            values[i] = factors.of(op, frame.instance, i / size, i % size);
        }
        return Tensor.given(values);
    }

    @Override
    public Tensor reshape(Value value, Op.Reshape op) {
        return frame.get(op.operand());
    }

    @Override
    public Tensor resize(Value value, Op.Resize op) {
        return frame.get(op.operand());
    }

    @Override
    public Tensor detach(Value value, Op.Detach op) {
        return frame.get(op.operand());
    }

    @Override
    public Tensor concat(Value value, Op.Concat op) {
        Tensor result = Tensor.zeros(length(value.type()));
        int from = 0;
        int terms = 1;
        for (Value operand : op.operands()) {
            Tensor part = frame.get(operand);
            int[] places = Blocks.places(value.type(), operand.type(), op.axis(), from, examples);
            for (int i = 0; i < places.length; i++) {
                result.values()[places[i]] = part.values()[i];
                result.scales()[places[i]] = part.scales()[i];
            }
            from += operand.type().dims().get(op.axis());
            terms = Math.max(terms, part.terms());
        }
        return new Tensor(result.values(), result.scales(), terms);
    }

    @Override
    public Tensor slice(Value value, Op.Slice op) {
        Tensor whole = frame.get(op.operand());
        Tensor result = Tensor.zeros(length(value.type()));
        int[] places = Blocks.places(op.operand().type(), value.type(), op.axis(), op.from(), examples);
        for (int i = 0; i < places.length; i++) {
            result.values()[i] = whole.values()[places[i]];
            result.scales()[i] = whole.scales()[places[i]];
        }
        return new Tensor(result.values(), result.scales(), whole.terms());
    }

    @Override
    public Tensor gather(Value value, Op.Gather op) {
        Tensor table = frame.get(op.table());
        double[] indices = frame.get(op.indices()).values();
        int width = value.type().width();
        Tensor result = Tensor.zeros(length(value.type()));
        for (int i = 0; i < result.values().length; i++) {
            int at = (int) indices[i / width] * width + i % width;
            result.values()[i] = table.values()[at];
            result.scales()[i] = table.scales()[at];
        }
        return new Tensor(result.values(), result.scales(), table.terms());
    }

    @Override
    public Tensor scatter(Value value, Op.Scatter op) {
        Tensor rows = frame.get(op.rows());
        double[] indices = frame.get(op.indices()).values();
        int width = value.type().width();
        Tensor result = Tensor.zeros(length(value.type()));
        for (int i = 0; i < rows.values().length; i++) {
            int index = (int) indices[i / width];
            if (index != op.padding()) {
                result.values()[index * width + i % width] += rows.values()[i];
                result.scales()[index * width + i % width] += rows.scales()[i];
            }
        }
        return new Tensor(result.values(), result.scales(), Math.max(rows.terms(), indices.length));
    }

    @Override
    public Tensor sinusoids(Value value, Op.Sinusoids op) {
        int width = value.type().width();
        double[] values = new double[value.type().size()];
        for (int i = 0; i < values.length; i++) {
            int column = i % width;
            double angle = i / width / Math.pow(10_000, (column - column % 2) / (double) width);
            values[i] = column % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
        }
        return Tensor.given(values);
    }

    @Override
    public Tensor transpose(Value value, Op.Transpose op) {
        return Matrix.of(frame.get(op.operand()), op.operand().type(), examples, true)
                .tensor();
    }

    @Override
    public Tensor scan(Value value, Op.Scan op) {
        List<Frame> instances = new ArrayList<>();
        List<Tensor> carried = new ArrayList<>();
        op.operands().subList(0, op.carries()).forEach(operand -> carried.add(frame.get(operand)));
        List<Value> results = op.body().results();
        List<Stack> stacks = new ArrayList<>();
        for (Value result : results.subList(op.carries(), results.size())) {
            stacks.add(new Stack(op, result.type(), examples));
        }
        for (int i = 0; i < op.count(); i++) {
            List<Tensor> operands = new ArrayList<>(carried);
            for (int o = op.carries(); o < op.operands().size(); o++) {
                Value operand = op.operands().get(o);
                Tensor all = frame.get(operand);
                operands.add(op.isSequence(o) ? Stack.step(op, operand.type(), all, i, examples) : all);
            }
            Frame inner = new Frame(frame, i, frame.instance * op.count() + i, List.copyOf(operands));
            in(inner).run(op.body().values());
            for (int r = 0; r < results.size(); r++) {
                Tensor result = inner.get(results.get(r));
                if (r < op.carries()) {
                    carried.set(r, result);
                } else {
                    stacks.get(r - op.carries()).put(i, result);
                }
            }
            instances.add(inner);
        }
        frame.instances.put(value, instances);
        List<Tensor> all = new ArrayList<>(carried);
        stacks.forEach(stack -> all.add(stack.tensor()));
        frame.results.put(value, all);
        return all.get(0);
    }

    @Override
    public Tensor scanResult(Value value, Op.ScanResult op) {
        return result(op.scan(), op.index());
    }

    @Override
    public Tensor scaleColumns(Value value, Op.ScaleColumns op) {
        throw new IllegalStateException("Programs are interpreted before they are fused");
    }

    @Override
    public Tensor scanBack(Value value, Op.ScanBack op) {
        ScanBody body = op.backward();
        Op.Scan scan = (Op.Scan) op.forward().op();
        List<Frame> instances = frame.instances.get(op.forward());
        if (instances == null) {
            throw new IllegalStateException("'" + op.forward() + "' has not run");
        }
        int operands = body.operands().size();
        List<@Nullable Tensor> results = new ArrayList<>(Collections.nCopies(operands, null));
        Map<Integer, Stack> stacks = new TreeMap<>();
        for (int i = instances.size() - 1; i >= 0; i--) {
            Frame inner = instances.get(i);
            for (int r = 0; r < body.upstream().size(); r++) {
                Value upstream = body.upstream().get(r);
                Value from = op.upstream().get(r);
                if (upstream != null && from != null) {
                    Tensor before = r < scan.carries() ? results.get(r) : null;
                    Tensor all = frame.get(from);
                    inner.tensors.put(
                            upstream,
                            r >= scan.carries()
                                    ? Stack.step(scan, from.type(), all, i, examples)
                                    : before == null ? all : before);
                }
            }
            in(inner).run(body.values());
            body.parameters().forEach((parameter, gradient) -> {
                String name =
                        inner.named(((Op.Param) parameter.op()).parameter().name());
                gradients.merge(name, inner.get(gradient), Tensor::plus);
            });
            for (int o = 0; o < operands + body.stacked().size(); o++) {
                Value gradient =
                        o < operands ? body.operands().get(o) : body.stacked().get(o - operands);
                if (gradient == null) {
                    continue;
                }
                Tensor here = inner.get(gradient);
                if (o >= operands || scan.isSequence(o)) {
                    stacks.computeIfAbsent(o, n -> new Stack(scan, gradient.type(), examples))
                            .put(i, here);
                } else {
                    Tensor before = results.get(o);
                    results.set(o, o < scan.carries() || before == null ? here : before.plus(here));
                }
            }
        }
        body.stacked().forEach(stacked -> results.add(null));
        stacks.forEach((o, stack) -> results.set(o, stack.tensor()));
        frame.results.put(value, results);
        return result(value, 0);
    }

    @Override
    public Tensor scanGradient(Value value, Op.ScanGradient op) {
        return result(op.back(), op.index());
    }

    @Override
    public Tensor kept(Value value, Op.Kept op) {
        throw new IllegalStateException("'" + value + "' outlives the call, which only decoding makes it");
    }

    private Tensor result(Value scan, int index) {
        List<@Nullable Tensor> results = frame.results.get(scan);
        Tensor result = results == null ? null : results.get(index);
        if (result == null) {
            throw new IllegalStateException("'" + scan + "' has no result " + index);
        }
        return result;
    }

    private Evaluation in(Frame inner) {
        return new Evaluation(examples, parameters, factors, gradients, inner, rounding, rivals);
    }
}
