package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.problem.ProblemCode;

/** Axes as users number them: from 1, and −1 for the last; and what a layer may call the first one. */
final class Axes {
    private Axes() {}

    /** The axis, from 0, that the user calls {@code asked}; −1 after a report that there is none. */
    static int of(Site site, int asked) {
        Shape input = site.inputs().get(0);
        if (asked == -1 || asked >= 1 && asked <= input.rank()) {
            return index(asked, input.rank());
        }
        site.wrongArgument(
                ProblemCode.ARGUMENT_RANGE,
                "axis",
                "axis must name an axis of the node, from 1, or -1 for the last. '"
                        + site.sources().get(0) + "' is " + input + " (" + site.path(0) + ") and axis was " + asked
                        + ". Use 1 … " + input.rank() + ".");
        return -1;
    }

    /** From 0, of an axis that is there. */
    static int index(int asked, int rank) {
        return asked == -1 ? rank - 1 : asked - 1;
    }

    /** Whether {@code axis} is a name for the first axis, or none; reports if not. */
    static boolean checkName(Site site) {
        String name = site.arguments().text("axis");
        if (name.isEmpty() || name.matches("[A-Za-z][A-Za-z0-9]*")) {
            return true;
        }
        site.wrongArgument(
                ProblemCode.ARGUMENT_RANGE,
                "axis",
                "axis names the first axis, that of a sequence's steps. The name is \"" + name
                        + "\". Write letters and digits, such as axis = \"steps\".");
        return false;
    }
}
