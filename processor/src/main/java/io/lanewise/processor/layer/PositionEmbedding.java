package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code y = x + weight}, a trained row for each step. */
final class PositionEmbedding implements Layer {
    @Override
    public String annotation() {
        return "PositionEmbedding";
    }

    @Override
    public boolean check(Site site) {
        boolean initializer = Initializers.check(site, "embeddingsInitializer");
        return Treatments.checkRegularizers(site, "embeddingsRegularizer") && initializer;
    }

    @Override
    public Shape shape(Site site) {
        Shape shape = Steps.shape(site, 0, annotation());
        if (shape.isKnown()) {
            Arguments arguments = site.arguments();
            Arguments initializer = arguments.nested("embeddingsInitializer");
            Treatment treatment =
                    new Treatment(false, Treatments.regularization(arguments, "embeddingsRegularizer"), "NONE", 0);
            site.parameter(new Parameter(
                            "weight",
                            shape.dims(),
                            initializer.text("value"),
                            initializer.real("scale"),
                            shape.dims().get(0),
                            shape.width(),
                            List.of())
                    .asTable(-1)
                    .treated(treatment));
        }
        return shape;
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
        Value steps = lowering.inputs().get(0);
        return lowering.map("positions", PositionalEncoding.SUM, steps, lowering.parameter("weight"));
    }
}
