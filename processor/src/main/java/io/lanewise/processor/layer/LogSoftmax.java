package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** xᵢ − max − log Σⱼ e^(xⱼ − max) along the last axis. */
final class LogSoftmax implements Layer {
    @Override
    public String annotation() {
        return "LogSoftmax";
    }

    @Override
    public Shape shape(Site site) {
        return site.inputs().get(0);
    }

    @Override
    public Values values(Site site) {
        return Values.LOG_PROBABILITIES;
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
        return lowering.logSoftmax(lowering.inputs().get(0));
    }
}
