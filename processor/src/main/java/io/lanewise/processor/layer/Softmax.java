package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** eˣⁱ / Σⱼ eˣʲ along the last axis. */
final class Softmax implements Layer {
    @Override
    public String annotation() {
        return "Softmax";
    }

    @Override
    public Shape shape(Site site) {
        return site.inputs().get(0);
    }

    @Override
    public Values values(Site site) {
        return Values.PROBABILITIES;
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
        return lowering.softmax(lowering.inputs().get(0));
    }
}
