package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code y = x · factor}, one random factor for each channel of an example in training, and 1 at evaluation. */
final class SpatialDropout2D implements Layer {
    @Override
    public String annotation() {
        return "SpatialDropout2D";
    }

    @Override
    public boolean check(Site site) {
        return Dropout.rate(site, "channels");
    }

    @Override
    public Shape shape(Site site) {
        return Windows.isImage(site, annotation(), 2) ? site.inputs().get(0) : Shape.UNKNOWN;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        Value drawn = lowering.random(
                lowering.arguments().real("rate"), List.of(image.type().width()));
        // Drawn once for each channel, and not for each of its pixels again.
        Value factors = lowering.map("factors", new Expr.Operand(0), drawn);
        Expr product = new Expr.Call(Function.MULTIPLY, List.of(new Expr.Operand(0), new Expr.Operand(1)));
        return lowering.map("dropout", product, image, factors);
    }
}
