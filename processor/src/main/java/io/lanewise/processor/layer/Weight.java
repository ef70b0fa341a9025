package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/**
 * A parameter as a node: {@code weight}, the same for every example. It is a value of the batch from the start, so that what reads
 * it need not know; the kernel that reads it takes it from the weights, without a copy.
 */
final class Weight implements Layer {
    @Override
    public String annotation() {
        return "Weight";
    }

    @Override
    public int minInputs() {
        return 0;
    }

    @Override
    public int maxInputs() {
        return 0;
    }

    @Override
    public boolean check(Site site) {
        List<Integer> dims = site.arguments().integers("shape");
        if (dims.isEmpty() || dims.stream().anyMatch(size -> size < 1)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "shape",
                    "A weight needs a shape, each size at least 1. It was " + dims
                            + ". Write its sizes, such as shape = 1 for one number.");
            return false;
        }
        long size = 1;
        for (int dim : dims) {
            size = size > Integer.MAX_VALUE ? size : size * dim;
        }
        if (size > Integer.MAX_VALUE) {
            site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "shape",
                    "A weight must have less than 2³¹ elements. Its shape was " + dims + ". Choose smaller sizes.");
            return false;
        }
        boolean initializer = Initializers.check(site, "initializer");
        boolean regularizer = Treatments.checkRegularizers(site, "regularizer");
        return Treatments.checkConstraints(site, "constraint") && initializer && regularizer;
    }

    @Override
    public Shape shape(Site site) {
        Arguments arguments = site.arguments();
        Shape shape = new Shape(arguments.integers("shape"));
        int size = (int) shape.size();
        Arguments initializer = arguments.nested("initializer");
        site.parameter(new Parameter(
                        "weight",
                        List.of(size),
                        initializer.text("value"),
                        initializer.real("scale"),
                        size,
                        size,
                        List.of())
                .shaped(shape.rank() == 1 ? List.of() : shape.dims())
                .treated(Treatments.of(arguments, "regularizer", "constraint")));
        return shape;
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value all = lowering.broadcast(lowering.parameter("weight"));
        return lowering.shape().rank() == 1 ? all : lowering.reshape(all);
    }
}
