package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;

/** The cell behind the last step of an Lstm. */
final class CellState implements Layer {
    @Override
    public String annotation() {
        return "CellState";
    }

    @Override
    public Shape shape(Site site) {
        if (!site.layer(0).equals("Lstm") || site.isRepeated(0)) {
            return site.wrongInput(
                    ProblemCode.SOURCE_LAYER,
                    0,
                    "CellState reads a node with @Lstm, which stands in the same interface and has no @Repeat. '"
                            + site.sources().get(0) + "' is " + (site.isRepeated(0) ? "repeated" : "another")
                            + ". Name the node of the Lstm itself.");
        }
        int units = site.arguments(0).integer("units");
        return Shape.of(site.arguments(0).text("direction").equals("BOTH") ? 2 * units : units);
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        return lowering.cell(lowering.inputs().get(0));
    }
}
