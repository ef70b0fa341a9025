package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/**
 * {@code y = activation(x · weight + bias)} for a vector x. In memory {@code weight} is {@code [inputs, units]}. A tied weight
 * is read transposed where it is {@code [units, inputs]} in memory.
 */
final class Dense implements Layer {
    @Override
    public String annotation() {
        return "Dense";
    }

    @Override
    public boolean check(Site site) {
        int units = site.arguments().integer("units");
        if (units == 0) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_MISSING,
                    "units",
                    "Dense needs units, the size of its output. None was given. Write @Dense(units = …).");
        } else if (units < 0) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "units",
                    "units must be at least 1. It was " + units + ". Give the size of the output.");
        }
        boolean kernel = Initializers.check(site, "kernelInitializer");
        boolean bias = Initializers.check(site, "biasInitializer");
        return units > 0 && kernel && bias;
    }

    @Override
    public Shape shape(Site site) {
        Arguments arguments = site.arguments();
        int units = arguments.integer("units");
        Shape input = site.inputs().get(0);
        if (input.rank() != 1) {
            String source = site.sources().get(0);
            return site.wrongInput(
                    ProblemCode.RANK,
                    0,
                    "Dense expects a vector but '" + source + "' is " + input + ". Its shape comes from " + site.path(0)
                            + ". Put @Flatten between '" + source + "' and '" + site.node() + "'.");
        }
        int inputs = input.width();
        Arguments kernel = arguments.nested("kernelInitializer");
        site.parameter(new Parameter(
                "weight",
                List.of(inputs, units),
                kernel.text("value"),
                kernel.real("scale"),
                inputs,
                units,
                site.flattened(0)));
        if (arguments.flag("useBias")) {
            Arguments bias = arguments.nested("biasInitializer");
            site.parameter(new Parameter(
                    "bias", List.of(units), bias.text("value"), bias.real("scale"), inputs, units, List.of()));
        }
        return Shape.of(units);
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("activation"), Values.REAL);
    }

    @Override
    public Value lower(Lowering lowering) {
        Arguments arguments = lowering.arguments();
        Value input = lowering.inputs().get(0);
        Value weight = lowering.parameter("weight");
        boolean transposed = !weight.type().dims().equals(List.of(input.type().width(), arguments.integer("units")));
        Value sum = lowering.matMul(input, weight, transposed);
        if (arguments.flag("useBias")) {
            Expr add = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));
            sum = lowering.map("bias", add, sum, lowering.parameter("bias"));
        }
        return lowering.activation(arguments.text("activation"), Float.NaN, sum);
    }
}
