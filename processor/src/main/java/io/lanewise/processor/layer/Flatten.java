package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** A vector of any shape, in the same order. */
final class Flatten implements Layer {
    @Override
    public String annotation() {
        return "Flatten";
    }

    @Override
    public Shape shape(Site site) {
        long size = site.inputs().get(0).size();
        if (size > Integer.MAX_VALUE) {
            return site.wrongInput(
                    ProblemCode.TOO_LARGE,
                    0,
                    "The vector is too long. It would have " + size + " elements. Stay under 2³¹.");
        }
        return Shape.of((int) size);
    }

    @Override
    public Values values(Site site) {
        Values values = site.values(0);
        return site.inputs().get(0).rank() > 1 ? values.withOtherRows() : values;
    }

    @Override
    public List<Integer> flattened(Site site) {
        Shape input = site.inputs().get(0);
        if (input.rank() == 1) {
            return site.flattened(0);
        }
        // With one channel, or one position, channels first and channels last are the same order.
        boolean sameOrder = input.width() == 1 || input.size() == input.width();
        return input.rank() == 3 && !sameOrder ? input.dims() : List.of();
    }

    @Override
    public String withoutLengths() {
        return "Make one vector of all steps by @GlobalAveragePooling1D, @GlobalMaxPool1D or the last state of a recurrent layer,"
                + " or give the input a fixed size.";
    }

    @Override
    public Value lower(Lowering lowering) {
        return lowering.reshape(lowering.inputs().get(0));
    }
}
