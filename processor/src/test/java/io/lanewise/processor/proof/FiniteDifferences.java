package io.lanewise.processor.proof;

import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.interpreter.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradients of a program against what the interpreter's loss does when numbers are moved, in double. */
final class FiniteDifferences {
    private static final double STEP = 1e-5;

    private final Interpretation model;
    private final int moved;
    private final List<String> failures = new ArrayList<>();
    private int checked;

    /** Moves about {@code moved} elements of each parameter and input. */
    FiniteDifferences(Interpretation model, int moved) {
        this.model = model;
        this.moved = moved;
        Interpreter.Result result = model.run();
        model.parameters.forEach((name, numbers) -> {
            Tensor gradient = result.parameterGradients().get(name);
            if (model.isState(name)) {
                return; // what a step adds to it, and no derivative
            }
            if (!model.isFrozen(name)) {
                move(name, numbers, gradient);
            } else if (gradient != null && Arrays.stream(gradient.values()).anyMatch(g -> g != 0)) {
                failures.add("d " + name + " is not 0 though it is frozen");
            }
        });
        for (int i = 0; i < model.arguments.size(); i++) {
            String name = model.argument(i);
            if (name != null) {
                move(name, model.arguments.get(i), result.inputGradients().get(name));
            }
        }
    }

    /** One line for each array with a wrong gradient. */
    List<String> failures() {
        return failures;
    }

    /** How many elements were compared: those at a kink are not. */
    int checked() {
        return checked;
    }

    private void move(String name, double[] numbers, @Nullable Tensor gradient) {
        int stride = Math.max(1, numbers.length / moved);
        double middle = model.loss();
        for (int i = 0; i < numbers.length; i += stride) {
            if (model.isOfPadding(name, i)) {
                continue;
            }
            double before = numbers[i];
            numbers[i] = before + STEP;
            double above = model.loss();
            numbers[i] = before - STEP;
            double below = model.loss();
            numbers[i] = before;
            if (!Double.isNaN(middle) && (Double.isNaN(above) || Double.isNaN(below))) {
                continue; // the end of what the loss is defined for
            }
            double right = (above - middle) / STEP;
            double left = (middle - below) / STEP;
            double central = (above - below) / (2 * STEP);
            // What cancels in the differences, and what the third derivative leaves.
            double noise = 1e-14 * Math.abs(middle) / STEP + 1e-9;
            double size = Math.max(Math.abs(left), Math.abs(right));
            if (Math.abs(right - left) > 1e-2 * size + noise) {
                continue; // a kink between the points, where PyTorch's numbers decide
            }
            checked++;
            double found = gradient == null ? 0 : gradient.values()[i];
            if (!(Math.abs(found - central) <= 1e-5 * size + noise)) {
                failures.add("d " + name + "[" + i + "] is " + found + ", finite differences say " + central);
                return;
            }
        }
    }
}
