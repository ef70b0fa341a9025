package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/**
 * {@code y = activation(x · weight + bias)} for a vector x, or for each step of a sequence of vectors. In memory {@code weight} is {@code [inputs, units]}. A tied weight
 * is read transposed where it is {@code [units, inputs]} in memory.
 */
final class Dense implements Layer {
    @Override
    public String annotation() {
        return "Dense";
    }

    @Override
    public List<String> tiesTo() {
        return List.of("Embedding");
    }

    @Override
    public boolean check(Site site) {
        return Kernel.check(site, annotation());
    }

    @Override
    public Shape shape(Site site) {
        int units = site.arguments().integer("units");
        return Kernel.declare(site, annotation(), units, 1)
                ? site.inputs().get(0).withWidth(units)
                : Shape.UNKNOWN;
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("activation"), Values.REAL);
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value sum = Kernel.lower(lowering, lowering.arguments().integer("units"));
        return lowering.activation(lowering.arguments().text("activation"), Float.NaN, sum);
    }
}
