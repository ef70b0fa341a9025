package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code (x − mean) · scale + shift} for each channel, with {@code scale = weight / √(variance + ε)}. In training the mean is that of the
 * batch. A long sum of numbers that are nearly equal drifts, so what is centred by that mean is centred once more by what is left of
 * it, in the pass that sums the squares (Chan, Golub and LeVeque, 1983, the corrected two-pass algorithm), and the rest becomes a part
 * of the shift. By what x is moved first changes no result, so the derivative takes the first mean as a constant; two sums over
 * the batch are left of it, of the gradient and of its product with what is centred.
 */
final class BatchNormalization extends Normalization {
    private static final String MEAN = "running_mean";
    private static final String VARIANCE = "running_var";

    BatchNormalization() {
        super("BatchNormalization");
    }

    @Override
    public boolean check(Site site) {
        float momentum = site.arguments().real("momentum");
        if (!(momentum >= 0 && momentum <= 1)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "momentum",
                    "momentum must be in [0, 1]. It was " + momentum
                            + ". Give the part of the running statistics that a step keeps, such as 0.9f.");
            return false;
        }
        return super.check(site);
    }

    @Override
    public Shape shape(Site site) {
        Shape shape = super.shape(site);
        int channels = shape.width();
        site.parameter(state(MEAN, channels, "ZEROS", Float.NaN));
        site.parameter(state(VARIANCE, channels, "CONSTANT", 1));
        return shape;
    }

    private static Parameter state(String name, int channels, String initializer, float scale) {
        return new Parameter(name, List.of(channels), initializer, scale, channels, channels, List.of())
                .treated(Treatment.STATE);
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        String channels = x.type().axis(x.type().dims().size() - 1);
        if (!channels.isEmpty()) {
            throw new RefusedAxis(
                    channels,
                    "cannot be the channels of @BatchNormalization, which are of one number",
                    "Bring the axes to [steps, channels] by @Permute, or give the input a fixed size.");
        }
        return lowering.isFrozen(MEAN) ? frozen(lowering) : trained(lowering);
    }

    private Value frozen(Lowering lowering) {
        List<Value> operands = new ArrayList<>(List.of(
                lowering.inputs().get(0), lowering.parameter(MEAN), scale(lowering, lowering.parameter(VARIANCE))));
        String text = "(a - b) * c";
        if (lowering.arguments().flag("center")) {
            text += " + d";
            operands.add(lowering.parameter("bias"));
        }
        return lowering.map("normalize", expression(text), operands.toArray(Value[]::new));
    }

    private Value trained(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        boolean varies = x.type().varies();
        double positions = varies ? 1 : x.type().outer();
        Value training = lowering.training();
        Value count = varies ? steps(lowering, x) : lowering.count();
        Value runningMean = lowering.parameter(MEAN);
        Value runningVariance = lowering.parameter(VARIANCE);
        Value first = lowering.map(
                "mean",
                expression("a > 0 ? b / (p * c) : d", positions),
                training,
                sum(lowering, x),
                count,
                runningMean);
        Value mean = lowering.detach(first);
        Value shifted = lowering.map("shifted", expression("a - b"), x, mean);
        Value square = lowering.map("square", expression("(a - b) * (a - b)"), x, mean);
        Value rest = lowering.map("rest", expression("a / (p * b)", positions), sum(lowering, shifted), count);
        Value variance = lowering.map(
                "variance",
                expression("a > 0 ? b / (p * c) - d * d : e", positions),
                training,
                sum(lowering, square),
                count,
                rest,
                runningVariance);
        double share = 1 - (double) lowering.arguments().real("momentum");
        lowering.change(MEAN, expression("a > 0 ? p * (b + c - d) : 0", share), training, mean, rest, runningMean);
        lowering.change(
                VARIANCE,
                expression("p * b > 1 ? (a > 0 ? q * (c * (p * b / (p * b - 1)) - d) : 0) : 0", positions, share),
                training,
                count,
                variance,
                runningVariance);
        Value scale = scale(lowering, variance);
        return lowering.map("normalize", expression("(a - b) * c + d"), x, mean, scale, shift(lowering, rest, scale));
    }

    /** How many positions all examples have in the call: as many ones, added up, which is exact up to 2²⁴. */
    private static Value steps(Lowering lowering, Value x) {
        List<Integer> dims = new ArrayList<>(x.type().dims());
        dims.set(dims.size() - 1, 1);
        return lowering.reduce(
                Op.Reduce.Kind.SUM,
                Op.Reduce.Over.ROWS,
                lowering.ones(dims, x.type().axes()));
    }

    private static Value sum(Lowering lowering, Value of) {
        return lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROWS, exampleSum(lowering, of));
    }

    private static Value scale(Lowering lowering, Value variance) {
        double epsilon = lowering.arguments().real("epsilon");
        return lowering.arguments().flag("scale")
                ? lowering.map("scale", expression("a / sqrt(b + p)", epsilon), lowering.parameter("weight"), variance)
                : lowering.map("scale", expression("1 / sqrt(a + p)", epsilon), variance);
    }

    /** What is left of the mean and the bias, where there is one. */
    private static Value shift(Lowering lowering, Value rest, Value scale) {
        Value training = lowering.training();
        return lowering.arguments().flag("center")
                ? lowering.map(
                        "shift", expression("a > 0 ? b - c * d : b"), training, lowering.parameter("bias"), rest, scale)
                : lowering.map("shift", expression("a > 0 ? -(b * c) : 0"), training, rest, scale);
    }
}
