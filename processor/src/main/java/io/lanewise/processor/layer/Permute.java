package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;
import java.util.stream.IntStream;

/** The axes in another order. */
final class Permute implements Layer {
    @Override
    public String annotation() {
        return "Permute";
    }

    @Override
    public boolean check(Site site) {
        List<Integer> dims = site.arguments().integers("dims");
        List<Integer> sorted = dims.stream().sorted().toList();
        boolean each =
                sorted.equals(IntStream.rangeClosed(1, dims.size()).boxed().toList());
        if (!each || dims.isEmpty() || dims.size() > Op.Permute.AXES) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "dims",
                    "dims must hold each of the numbers from 1 to that of the axes once, of " + Op.Permute.AXES
                            + " axes at most. It was " + dims + ". Write dims = {2, 1} to transpose a matrix.");
            return false;
        }
        return true;
    }

    @Override
    public Shape shape(Site site) {
        List<Integer> dims = site.arguments().integers("dims");
        Shape input = site.inputs().get(0);
        if (dims.size() != input.rank()) {
            return site.wrongArgument(
                    ProblemCode.RANK,
                    "dims",
                    "dims must name each axis of the node. '" + site.sources().get(0) + "' is " + input + " ("
                            + site.path(0) + ") but dims has " + dims.size() + ". Give " + input.rank()
                            + " numbers.");
        }
        return new Shape(
                dims.stream().map(dim -> input.dims().get(dim - 1)).toList(), dims.get(0) == 1 ? input.axis() : "");
    }

    @Override
    public Values values(Site site) {
        List<Integer> dims = site.arguments().integers("dims");
        Values values = site.values(0);
        return dims.get(dims.size() - 1) == dims.size() ? values : values.withOtherRows();
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        List<Integer> axes = lowering.arguments().integers("dims").stream()
                .map(dim -> dim - 1)
                .toList();
        return lowering.permute(lowering.inputs().get(0), axes);
    }
}
