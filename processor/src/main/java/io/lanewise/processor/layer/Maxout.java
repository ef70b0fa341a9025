package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/**
 * The largest of several linear functions for each unit. In memory {@code weight} is {@code [inputs, pieces · units]}, so that the
 * first pieces of all units stand together and are compared with the second ones vector by vector; on disk the pieces of a unit do.
 */
final class Maxout implements Layer {
    @Override
    public String annotation() {
        return "Maxout";
    }

    @Override
    public boolean check(Site site) {
        boolean right = Kernel.check(site, annotation());
        long units = site.arguments().integer("units");
        long pieces = site.arguments().integer("pieces");
        if (pieces < 2) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "pieces",
                    "pieces must be at least 2. It was " + pieces
                            + ". Give the number of linear functions of a unit, or use @Dense for one.");
            return false;
        }
        if (right && units * pieces > Integer.MAX_VALUE) {
            site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "pieces",
                    "units · pieces must be less than 2³¹. It was " + units * pieces + ". Choose smaller sizes.");
            return false;
        }
        return right;
    }

    @Override
    public Shape shape(Site site) {
        Arguments arguments = site.arguments();
        int units = arguments.integer("units");
        int pieces = arguments.integer("pieces");
        return Kernel.declare(site, annotation(), units * pieces, pieces)
                ? site.inputs().get(0).withWidth(units)
                : Shape.UNKNOWN;
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        int units = lowering.arguments().integer("units");
        int pieces = lowering.arguments().integer("pieces");
        Value all = Kernel.lower(lowering, units * pieces);
        Value[] each = new Value[pieces];
        Expr largest = new Expr.Operand(0);
        for (int i = 0; i < pieces; i++) {
            each[i] = lowering.slice(all, all.type().dims().size() - 1, i * units, units);
            if (i > 0) {
                largest = new Expr.Call(Function.MAX, List.of(largest, new Expr.Operand(i)));
            }
        }
        return lowering.map("max", largest, each);
    }
}
