package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;
import java.util.Set;

/** {@code y = activation(x)}, any shape. */
final class Activate implements Layer {
    private static final Set<String> WITH_ALPHA = Set.of("LEAKY_RELU", "ELU", "CELU");

    @Override
    public String annotation() {
        return "Activate";
    }

    @Override
    public boolean check(Site site) {
        String activation = site.arguments().text("value");
        float alpha = site.arguments().real("alpha");
        if (!Float.isNaN(alpha) && !WITH_ALPHA.contains(activation)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "alpha",
                    "alpha has no meaning for " + activation + ". It was set to " + alpha
                            + ". Leave it out, or use LEAKY_RELU, ELU or CELU.");
            return false;
        }
        if (Float.isInfinite(alpha)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "alpha",
                    "alpha must be a finite number. It was " + alpha + ". Give a slope such as 0.01f.");
            return false;
        }
        if (activation.equals("CELU") && alpha <= 0) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "alpha",
                    "alpha of CELU must be above 0, because x is divided by it. It was " + alpha
                            + ". Give a number such as 0.5f.");
            return false;
        }
        return true;
    }

    @Override
    public Shape shape(Site site) {
        return site.inputs().get(0);
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("value"), site.values(0));
    }

    @Override
    public List<Integer> flattened(Site site) {
        return site.flattened(0);
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        return lowering.activation(
                lowering.arguments().text("value"),
                lowering.arguments().real("alpha"),
                lowering.inputs().get(0));
    }
}
