package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a layer lowers itself with: its place in the graph, and a builder of primitives. */
public interface Lowering {
    /** The annotation's members, checked by {@link Layer#shape}. */
    Arguments arguments();

    /** The values of the node's inputs. */
    List<Value> inputs();

    /** The value of the input that has this role; null where there is none. */
    @Nullable
    Value input(String role);

    /** What {@link Layer#shape} answered. */
    Shape shape();

    /**
     * The parameter or state declared under {@code name}, {@code "weight"}: the node's own, or that of the node it shares with. A state is
     * a constant to the derivative.
     */
    Value parameter(String name);

    /** {@code expression} of the operands at each element; the type is that of the largest operand. */
    Value map(String label, Expr expression, Value... operands);

    /**
     * {@code activation} (a constant's name of {@code Activation}) with slope {@code alpha}, NaN for its own; {@code SOFTMAX} is
     * {@link #softmax}, {@code LOG_SOFTMAX} {@link #logSoftmax}. What stands behind a sigmoid or an exponential is kept in
     * mind, for a loss on the node is computed from it.
     */
    Value activation(String activation, float alpha, Value operand);

    /** eˣⁱ / Σⱼ eˣʲ along the row, from x less its maximum. The parts are kept in mind, for a loss on the node. */
    Value softmax(Value operand);

    /** x less its maximum, less the logarithm of the sum of its exponentials; the parts are kept in mind as a softmax's. */
    Value logSoftmax(Value operand);

    Value matMul(Value left, Value right, boolean transposeRight);

    /** A product of matrices for each example, and for each index of the axes before the last two. */
    Value batchMatMul(Value left, Value right, boolean transposeLeft);

    /** Axis {@code i} of the result is axis {@code axes[i]} of {@code operand}. */
    Value permute(Value operand, List<Integer> axes);

    /**
     * The steps of {@code sequence} side by side with those around them: in row t the rows {@code t − before + tap · dilation}, zeros
     * where there is none.
     */
    Value unfold(Value sequence, int taps, int dilation, int before);

    /** The rows of {@code table} that {@code indices} number; row {@code padding} gets no gradient, −1 for none. */
    Value gather(Value table, Value indices, int padding);

    /** Sines and cosines of so many positions, the same for every example. */
    Value sinusoids(int steps, int width);

    /** {@code image ∗ filters}, as the window says. */
    Value convolution(Value image, Value filters, Window window);

    /** The gradient by the image of the convolution that the window says, of {@code result}: an image. */
    Value transposedConvolution(Value result, Value filters, Window window);

    /** Pooling as the window says, or the derivative of a sum: {@code back}, of a result, an image. */
    Value pool(Op.Pool.Kind kind, boolean back, Value operand, Window window);

    Value reduce(Op.Reduce.Kind kind, Op.Reduce.Over over, Value operand);

    /** The same elements in this node's {@link #shape()}. */
    default Value reshape(Value operand) {
        return reshape(operand, shape().dims());
    }

    /** The same elements in axes of these sizes. */
    Value reshape(Value operand, List<Integer> dims);

    /** The operands side by side along {@code axis}, in this node's {@link #shape()}. */
    Value concat(List<Value> operands, int axis);

    /** The operands side by side along {@code axis}, in axes of these sizes. */
    Value concat(List<Value> operands, int axis, List<Integer> dims);

    /** The part of {@code axis} that starts at {@code from}. */
    Value slice(Value operand, int axis, int from, int size);

    /** The fixed vector, such as a parameter, for every example. */
    Value broadcast(Value vector);

    /** {@code operand}, which may be narrower, at each element of axes of these sizes. */
    Value expand(Value operand, List<Integer> dims);

    /** Zeros for every example. */
    Value zeros(List<Integer> dims);

    /** The number of examples. */
    Value count();

    /** Ones for every example, in axes of these sizes and, where they are of variable length, names. */
    Value ones(List<Integer> dims, List<String> axes);

    /**
     * How many steps {@code axis} of {@code of}, one of variable length, has in the call: one number an example. As many ones are
     * added up, which is exact up to 2²⁴.
     */
    default Value length(Value of, int axis) {
        List<Integer> column = List.of(of.type().dims().get(axis), 1);
        Value ones = ones(column, List.of(of.type().axis(axis), ""));
        return reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, ones);
    }

    /** 1 in a step of training, 0 at evaluation. */
    Value training();

    /**
     * Says what a step of training adds to the state declared under {@code name}: {@code expression} of the operands. Where several nodes
     * share a state, what they say is added up.
     */
    void change(String name, Expr expression, Value... operands);

    /** Whether training leaves the parameter or the state declared under {@code name} as it is. */
    boolean isFrozen(String name);

    /** The factors of dropout. */
    Value random(float rate, Value like);

    /** The same, so many an example. */
    Value random(float rate, List<Integer> dims);

    /** Random numbers spread evenly in (0, 1), ½ at evaluation. */
    Value uniform(Value like);

    Value detach(Value operand);

    /**
     * A body that runs once for each step of sequences {@code [batch, steps, …]}, each time on what it handed on the time
     * before.
     *
     * @param reversed whether from the last step to the first
     * @param carries what it starts from
     * @param sequences of each it reads the running step; at least one
     * @param invariants what it reads each time
     * @param body of carries, steps and invariants it makes the next carries, and what is stacked
     * @return the carries after the last step to run, and then the sequences of what else the body makes
     */
    List<Value> scan(
            boolean reversed,
            List<Value> carries,
            List<Value> sequences,
            List<Value> invariants,
            BiFunction<Lowering, List<Value>, List<Value>> body);

    /** Keeps in mind that {@code cell} is the cell state behind {@code value}. */
    void rememberCell(Value value, Value cell);

    /** The cell state behind {@code value}, a node's. */
    Value cell(Value value);
}
