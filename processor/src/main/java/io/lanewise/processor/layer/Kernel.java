package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** {@code x · weight + bias} for a vector x, or each step of a sequence, with the members that all layers of that form have. */
final class Kernel {
    private Kernel() {}

    /** Checks all that does not depend on the input. */
    static boolean check(Site site, String layer) {
        boolean units = Counts.check(site, layer, "units", "the size of its output");
        boolean kernel = Initializers.check(site, "kernelInitializer");
        boolean bias = Initializers.check(site, "biasInitializer");
        boolean regularizers =
                Treatments.checkRegularizers(site, "kernelRegularizer", "biasRegularizer", "activityRegularizer");
        boolean constraints = Treatments.checkConstraints(site, "kernelConstraint", "biasConstraint");
        return units && kernel && bias && regularizers && constraints;
    }

    /** Checks the input and declares the parameters of {@code outputs} columns; whether all is well. */
    static boolean declare(Site site, String layer, int outputs, int pieces) {
        Arguments arguments = site.arguments();
        Shape input = site.inputs().get(0);
        if (input.rank() != 1 && !(input.isSequence() && input.rank() == 2)) {
            String source = site.sources().get(0);
            String sequence = input.rank() == 2
                    ? " If it is a sequence of " + input.dims().get(0)
                            + " steps, name its first axis: @Input(shape = …, axis = \"time\"), or @Reshape(shape = {"
                            + input.dims().get(0) + ", " + input.width() + "}, axis = \"steps\") in between."
                    : "";
            site.wrongInput(
                    ProblemCode.RANK,
                    0,
                    layer + " expects a vector but '" + source + "' is " + input + ". Its shape comes from "
                            + site.path(0) + ". Put @Flatten between '" + source + "' and '" + site.node() + "'."
                            + sequence);
            return false;
        }
        int inputs = input.width();
        Arguments kernel = arguments.nested("kernelInitializer");
        site.parameter(new Parameter(
                        "weight",
                        List.of(inputs, outputs),
                        kernel.text("value"),
                        kernel.real("scale"),
                        inputs,
                        outputs,
                        site.flattened(0))
                .inPieces(pieces)
                .treated(Treatments.of(arguments, "kernelRegularizer", "kernelConstraint")));
        if (arguments.flag("useBias")) {
            Arguments bias = arguments.nested("biasInitializer");
            site.parameter(new Parameter(
                            "bias",
                            List.of(outputs),
                            bias.text("value"),
                            bias.real("scale"),
                            inputs,
                            outputs,
                            List.of())
                    .inPieces(pieces)
                    .treated(Treatments.of(arguments, "biasRegularizer", "biasConstraint")));
        }
        site.activity(Treatments.regularization(arguments, "activityRegularizer"));
        return true;
    }

    /** A tied weight is read transposed where it is {@code [outputs, inputs]} in memory, as the rows of a table are. */
    static Value lower(Lowering lowering, int outputs) {
        Value input = lowering.inputs().get(0);
        Value weight = lowering.parameter("weight");
        boolean transposed = weight.type().kind() == Type.Kind.TABLE
                || !weight.type().dims().equals(List.of(input.type().width(), outputs));
        Value sum = lowering.matMul(input, weight, transposed);
        if (!lowering.arguments().flag("useBias")) {
            return sum;
        }
        Expr add = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));
        return lowering.map("bias", add, sum, lowering.parameter("bias"));
    }
}
