package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Prints the lengths of a call, and numbers that they decide. */
final class Lengths {
    private Lengths() {}

    /** A number as an expression; {@code name} says what holds the length of an axis. */
    static String text(Extent extent, UnaryOperator<String> name) {
        List<String> factors = new ArrayList<>();
        if (extent.constant() != 1 || extent.isConstant()) {
            factors.add(String.valueOf(extent.constant()));
        }
        for (Extent.Length length : extent.lengths()) {
            String axis = name.apply(length.axis());
            factors.add(length.padded() ? "(" + axis + " + 15 & -16)" : axis);
        }
        return String.join(" * ", factors);
    }

    /** A number where the lengths are variables named like the axes. */
    static String text(Extent extent) {
        return text(extent, UnaryOperator.identity());
    }

    /** A number where the lengths are in a batch called {@code arguments}. */
    static String inBatch(Extent extent, List<AxisDecl> axes) {
        return text(extent, axis -> ofBatch(axes, axis));
    }

    /** The length of an axis in a batch called {@code arguments}. */
    static String ofBatch(List<AxisDecl> axes, String axis) {
        return "arguments.length(" + axes.stream().map(AxisDecl::name).toList().indexOf(axis) + ")";
    }

    /** The names of all axes, each behind a comma. */
    static String more(List<AxisDecl> axes) {
        return axes.stream().map(axis -> ", " + axis.name()).collect(Collectors.joining());
    }
}
