package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** Each pixel repeated: the derivative of adding up windows that lie side by side. */
final class UpSampling2D implements Layer {
    @Override
    public String annotation() {
        return "UpSampling2D";
    }

    @Override
    public boolean check(Site site) {
        return Windows.checkSizes(site, annotation(), "value", 2, 1, false);
    }

    @Override
    public Shape shape(Site site) {
        if (!Windows.isImage(site, annotation(), 2)) {
            return Shape.UNKNOWN;
        }
        Shape input = site.inputs().get(0);
        int[] times = Windows.pair(site.arguments(), "value", 2);
        long height = (long) input.dims().get(0) * times[0];
        long width = (long) input.dims().get(1) * times[1];
        if (height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
            return site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "value",
                    "A line must have fewer than 2³¹ pixels. The result would have " + height + "×" + width
                            + ". Choose smaller sizes.");
        }
        return Shape.of((int) height, (int) width, input.width());
    }

    @Override
    public Values values(Site site) {
        return site.values(0);
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        List<Integer> dims = image.type().dims();
        int[] times = Windows.pair(lowering.arguments(), "value", 2);
        List<Integer> large = lowering.shape().dims();
        Window window = new Window(
                large.get(0),
                large.get(1),
                large.get(2),
                large.get(2),
                times[0],
                times[1],
                times[0],
                times[1],
                1,
                1,
                0,
                0,
                dims.get(0),
                dims.get(1),
                1);
        return lowering.pool(Op.Pool.Kind.SUM, true, image, window);
    }
}
