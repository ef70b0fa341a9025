package io.lanewise.processor.lower;

import static io.lanewise.processor.ir.Op.Reduce.Kind.MAX;
import static io.lanewise.processor.ir.Op.Reduce.Kind.SUM;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROW;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a softmax, its logarithm and a cross-entropy from logits begin with.
 *
 * @param exponentials e^(x − max)
 * @param parts x, x − max and the sum of the exponentials
 */
record Softmaxes(Value exponentials, Builder.SoftmaxParts parts) {
    /** Of {@code logits}, along the row; {@code named} makes a value's name of the word for what it is. */
    static Softmaxes of(Builder builder, UnaryOperator<String> named, Value logits) {
        Value max = Reductions.add(builder, named, MAX, ROW, logits);
        Value largest = builder.add(named.apply("constant"), max.type(), new Op.Detach(max));
        Op less = new Op.Map(
                Expressions.call(Function.SUBTRACT, Expressions.operand(0), Expressions.operand(1)),
                List.of(logits, largest),
                "centred");
        Value centred = builder.add(named.apply("centred"), logits.type(), less);
        Op power = new Op.Map(Expressions.call(Function.EXP, Expressions.operand(0)), List.of(centred), "exp");
        Value exponentials = builder.add(named.apply("exp"), logits.type(), power);
        Value sum = Reductions.add(builder, named, SUM, ROW, exponentials);
        return new Softmaxes(exponentials, new Builder.SoftmaxParts(logits, centred, sum));
    }
}
