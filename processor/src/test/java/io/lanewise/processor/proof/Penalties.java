package io.lanewise.processor.proof;

import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.interpreter.Tensor;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Regularization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What regularizers of parameters add to a result of the interpreter: the runtime computes it beside the lowered program. */
final class Penalties {
    private Penalties() {}

    /** {@code result} with l1·Σ|w| + l2·Σw² of each parameter that is not frozen, and the gradients of that. */
    static Interpreter.Result added(
            Interpreter.Result result, List<Parameter> declared, Map<String, double[]> numbers, boolean rounding) {
        Map<String, Tensor> gradients = new TreeMap<>(result.parameterGradients());
        Tensor penalty = Tensor.zeros(1);
        boolean any = false;
        for (Parameter parameter : declared) {
            Regularization factors = parameter.treatment().regularization();
            if (factors.isNone() || parameter.treatment().frozen()) {
                continue;
            }
            any = true;
            double[] weights = Objects.requireNonNull(numbers.get(parameter.name()));
            double[] slopes = new double[weights.length];
            double[] scales = new double[weights.length];
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                double w = weights[i];
                sum += factors.l1() * Math.abs(w) + factors.l2() * w * w;
                slopes[i] = factors.l1() * Math.signum(w) + 2 * factors.l2() * w;
                scales[i] = factors.l1() * Math.abs(Math.signum(w)) + 2 * factors.l2() * Math.abs(w);
            }
            gradients.merge(parameter.name(), rounded(new Tensor(slopes, scales, 1), rounding), Tensor::plus);
            penalty = penalty.plus(new Tensor(new double[] {sum}, new double[] {sum}, 1));
        }
        Tensor whole = rounded(penalty, rounding);
        List<Tensor> loss = any ? result.loss().stream().map(whole::plus).toList() : result.loss();
        return new Interpreter.Result(
                result.outputs(), loss, result.nodes(), gradients, result.inputGradients(), result.isClose());
    }

    private static Tensor rounded(Tensor tensor, boolean rounding) {
        return rounding ? tensor.rounded() : tensor;
    }
}
