package io.lanewise.processor.lower;

import io.lanewise.processor.expression.Activations;
import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.layer.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The lowering of one node. Its last value bears the node's name, those before it the node's name and what they are. */
final class NodeLowering implements Lowering {
    /** Finds the value of the parameter that a role of the node names. */
    interface ParameterSource {
        Value of(String role);
    }

    private final Builder builder;
    private final Node node;
    private final String name;
    private final List<Value> inputs;
    private final ParameterSource parameters;
    /** Place of the node's own value; −1 while that is being found out. */
    private final int last;

    /**
     * @param name the node's name with those of the blocks it stands in
     * @param last place in the program that the node's value will have, −1 if it is not known yet
     */
    NodeLowering(Builder builder, Node node, String name, List<Value> inputs, ParameterSource parameters, int last) {
        this.builder = builder;
        this.node = node;
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.parameters = parameters;
        this.last = last;
    }

    @Override
    public Arguments arguments() {
        return node.arguments();
    }

    @Override
    public List<Value> inputs() {
        return inputs;
    }

    @Override
    public @Nullable Value input(String role) {
        int index = node.roles().indexOf(role);
        return index < 0 ? null : inputs.get(index);
    }

    @Override
    public Shape shape() {
        return node.shape();
    }

    @Override
    public Value parameter(String role) {
        Value parameter = parameters.of(role);
        boolean state = parameter.op() instanceof Op.Param param
                && param.parameter().treatment().state();
        return state ? add(role, parameter.type(), new Op.Detach(parameter)) : parameter;
    }

    @Override
    public void change(String role, Expr expression, Value... operands) {
        builder.change(parameters.of(role), new Op.Map(expression, List.of(operands), "change"));
    }

    @Override
    public boolean isFrozen(String role) {
        return parameters.of(role).op() instanceof Op.Param param
                && param.parameter().treatment().frozen();
    }

    @Override
    public Value map(String label, Expr expression, Value... operands) {
        Type type = operands[0].type();
        for (Value operand : operands) {
            boolean larger = operand.type().batched() && !type.batched()
                    || operand.type().batched() == type.batched()
                            && operand.type().size() > type.size();
            type = larger ? operand.type() : type;
        }
        return add(label, type, new Op.Map(expression, List.of(operands), label));
    }

    @Override
    public Value activation(String activation, float alpha, Value operand) {
        if (activation.equals("SOFTMAX")) {
            return softmax(operand);
        }
        if (activation.equals("LOG_SOFTMAX")) {
            return logSoftmax(operand);
        }
        Expr expression = Activations.of(activation, alpha);
        if (expression instanceof Expr.Operand) {
            return operand;
        }
        Value result = map(label(activation), expression, operand);
        if (activation.equals("SIGMOID")) {
            builder.rememberSigmoid(result, operand);
        } else if (activation.equals("EXPONENTIAL")) {
            builder.rememberExponential(result, operand);
        }
        return result;
    }

    @Override
    public Value softmax(Value operand) {
        Softmaxes softmax = Softmaxes.of(builder, this::named, operand);
        Expr quotient = Expressions.call(Function.DIVIDE, Expressions.operand(0), Expressions.operand(1));
        Value result =
                map("softmax", quotient, softmax.exponentials(), softmax.parts().sum());
        builder.remember(result, softmax.parts());
        return result;
    }

    @Override
    public Value logSoftmax(Value operand) {
        Softmaxes softmax = Softmaxes.of(builder, this::named, operand);
        Value logSum = map(
                "logSum",
                Expressions.call(Function.LOG, Expressions.operand(0)),
                softmax.parts().sum());
        Expr difference = Expressions.call(Function.SUBTRACT, Expressions.operand(0), Expressions.operand(1));
        Value result = map("logSoftmax", difference, softmax.parts().centred(), logSum);
        builder.remember(result, softmax.parts());
        return result;
    }

    @Override
    public Value matMul(Value left, Value right, boolean transposeRight) {
        int width = right.type().dims().get(transposeRight ? 0 : 1);
        List<Integer> dims = new ArrayList<>(left.type().dims());
        dims.set(dims.size() - 1, width);
        return add("product", left.type().withDims(dims), new Op.MatMul(left, right, false, transposeRight));
    }

    @Override
    public Value batchMatMul(Value left, Value right, boolean transposeLeft) {
        List<Integer> dims = new ArrayList<>(left.type().dims());
        dims.set(dims.size() - 2, left.type().dims().get(dims.size() - (transposeLeft ? 1 : 2)));
        dims.set(dims.size() - 1, right.type().width());
        return add("product", left.type().withDims(dims), new Op.BatchMatMul(left, right, transposeLeft));
    }

    @Override
    public Value permute(Value operand, List<Integer> axes) {
        List<Integer> dims = axes.stream().map(operand.type().dims()::get).toList();
        return add("permuted", operand.type().withDims(dims), new Op.Permute(operand, axes));
    }

    @Override
    public Value unfold(Value sequence, int taps, int dilation, int before) {
        Type type = sequence.type();
        List<Integer> dims = List.of(type.dims().get(0), taps * type.width());
        return add("windows", type.withDims(dims), new Op.Unfold(sequence, taps, dilation, before));
    }

    @Override
    public Value gather(Value table, Value indices, int padding) {
        List<Integer> dims = new ArrayList<>(indices.type().dims());
        dims.add(table.type().width());
        return add("rows", Type.batch(dims), new Op.Gather(table, indices, padding));
    }

    @Override
    public Value sinusoids(int steps, int width) {
        return add("positions", Type.table(List.of(steps, width)), new Op.Sinusoids());
    }

    @Override
    public Value convolution(Value image, Value filters, Window window) {
        List<Integer> dims = dims(image, window.outHeight(), window.outWidth(), window.filters());
        Op conv = new Op.Conv(Op.Conv.Part.RESULT, image, filters, window);
        return add("convolution", Type.batch(dims), conv);
    }

    @Override
    public Value transposedConvolution(Value result, Value filters, Window window) {
        List<Integer> dims = dims(result, window.height(), window.width(), window.channels());
        Op conv = new Op.Conv(Op.Conv.Part.IMAGE, result, filters, window);
        return add("convolution", Type.batch(dims), conv);
    }

    @Override
    public Value pool(Op.Pool.Kind kind, boolean back, Value operand, Window window) {
        List<Integer> dims = back
                ? dims(operand, window.height(), window.width(), window.channels())
                : dims(operand, window.outHeight(), window.outWidth(), window.filters());
        return add("pool", Type.batch(dims), new Op.Pool(kind, back, List.of(operand), window));
    }

    /** The axes of an image, or of a sequence where {@code like} is one. */
    private static List<Integer> dims(Value like, int height, int width, int channels) {
        return like.type().dims().size() == 2 ? List.of(width, channels) : List.of(height, width, channels);
    }

    @Override
    public Value reduce(Op.Reduce.Kind kind, Op.Reduce.Over over, Value operand) {
        return Reductions.add(builder, this::named, kind, over, operand);
    }

    @Override
    public Value reshape(Value operand, List<Integer> dims) {
        return add("reshape", operand.type().withDims(dims), new Op.Reshape(operand));
    }

    @Override
    public Value concat(List<Value> operands, int axis) {
        return concat(operands, axis, node.shape().dims());
    }

    @Override
    public Value concat(List<Value> operands, int axis, List<Integer> dims) {
        return add("concat", operands.get(0).type().withDims(dims), new Op.Concat(operands, axis));
    }

    @Override
    public Value slice(Value operand, int axis, int from, int size) {
        List<Integer> dims = new ArrayList<>(operand.type().dims());
        dims.set(axis, size);
        return add("part", operand.type().withDims(dims), new Op.Slice(operand, axis, from));
    }

    @Override
    public Value broadcast(Value vector) {
        Op every = new Op.Map(Expressions.operand(0), List.of(vector), "broadcast");
        return add("value", Type.batch(vector.type().dims()), every);
    }

    @Override
    public Value expand(Value operand, List<Integer> dims) {
        Op every = new Op.Map(Expressions.operand(0), List.of(operand), "broadcast");
        return add("value", operand.type().withDims(dims), every);
    }

    @Override
    public Value zeros(List<Integer> dims) {
        return add("zeros", Type.batch(dims), new Op.Map(Expressions.ZERO, List.of(), "zeros"));
    }

    @Override
    public Value count() {
        return add("count", Type.scalar(), new Op.Count());
    }

    @Override
    public Value ones(List<Integer> dims, List<String> axes) {
        Type type = Type.batch(dims).withAxes(axes);
        return add("ones", type, new Op.Map(Expressions.ONE, List.of(), "ones"));
    }

    @Override
    public Value training() {
        return add("training", Type.scalar(), new Op.Training());
    }

    @Override
    public Value random(float rate, Value like) {
        return add("factors", like.type(), new Op.Random(builder.randoms.next++, Op.Random.Kind.FACTORS, rate));
    }

    @Override
    public Value random(float rate, List<Integer> dims) {
        return add("factors", Type.batch(dims), new Op.Random(builder.randoms.next++, Op.Random.Kind.FACTORS, rate));
    }

    @Override
    public Value uniform(Value like) {
        return add("uniform", like.type(), new Op.Random(builder.randoms.next++, Op.Random.Kind.UNIFORM, 0));
    }

    @Override
    public Value detach(Value operand) {
        return add("constant", operand.type(), new Op.Detach(operand));
    }

    @Override
    public List<Value> scan(
            boolean reversed,
            List<Value> carries,
            List<Value> sequences,
            List<Value> invariants,
            BiFunction<Lowering, List<Value>, List<Value>> cell) {
        String axis = sequences.get(0).type().axis(0);
        List<Value> operands = new ArrayList<>(carries);
        sequences.forEach(sequence -> operands.add(axis.isEmpty() ? sequence : resized(sequence, "")));
        operands.addAll(invariants);
        Builder body = new Builder(builder.randoms);
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Type type = operands.get(i).type();
            boolean step = i >= carries.size() && i < carries.size() + sequences.size();
            List<Integer> dims = type.dims();
            arguments.add(body.add(
                    operands.get(i).name(),
                    step ? type.withDims(dims.subList(1, dims.size())) : type,
                    new Op.Argument(i)));
        }
        Lowering within = new NodeLowering(body, node, name, arguments, parameters, -1);
        List<Value> made = cell.apply(within, List.copyOf(arguments));
        int count = sequences.get(0).type().dims().get(0);
        Op.Scan scan =
                new Op.Scan(count, axis, carries.size(), sequences.size(), reversed, body.program(made), operands);
        List<Value> results = new ArrayList<>();
        results.add(add("state", carries.get(0).type(), scan));
        for (int i = 1; i < made.size(); i++) {
            Type type = made.get(i).type();
            boolean carried = i < carries.size();
            Value result = add(
                    carried ? "state" : "states",
                    carried ? type : scan.sequence(type),
                    new Op.ScanResult(results.get(0), i));
            results.add(carried || axis.isEmpty() ? result : resized(result, axis));
        }
        return results;
    }

    /** A sequence with a first axis of variable length, or, where {@code axis} is empty, of the greatest. */
    private Value resized(Value sequence, String axis) {
        return add("resized", sequence.type().withFirst(axis), new Op.Resize(sequence));
    }

    @Override
    public void rememberCell(Value value, Value cell) {
        builder.rememberCell(value, cell);
    }

    @Override
    public Value cell(Value value) {
        return builder.cell(value);
    }

    private Value add(String what, Type type, Op op) {
        return builder.add(named(what), type, op);
    }

    private String named(String what) {
        return builder.size() == last ? name : name + " " + what;
    }

    /** {@code LEAKY_RELU} → {@code leakyRelu}. */
    private static String label(String activation) {
        StringBuilder label = new StringBuilder();
        for (String word : activation.split("_")) {
            String lower = word.toLowerCase(Locale.ROOT);
            label.append(label.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return label.toString();
    }
}
