package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** An image with a border of zeros, or without its border: each is the derivative of the other. */
final class Borders implements Layer {
    private final boolean adds;

    /** Whether a border is added. */
    Borders(boolean adds) {
        this.adds = adds;
    }

    @Override
    public String annotation() {
        return adds ? "ZeroPadding2D" : "Cropping2D";
    }

    @Override
    public boolean check(Site site) {
        if (site.arguments().integers("value").isEmpty()) {
            return Windows.checkSizes(site, annotation(), "value", 2, 0, false);
        }
        return Windows.checkBorder(site, "value", 2);
    }

    @Override
    public Shape shape(Site site) {
        if (!Windows.isImage(site, annotation(), 2)) {
            return Shape.UNKNOWN;
        }
        Shape input = site.inputs().get(0);
        int[] border = Windows.border(site.arguments(), "value", 2);
        int sign = adds ? 1 : -1;
        long height = input.dims().get(0) + sign * ((long) border[0] + border[2]);
        long width = input.dims().get(1) + sign * ((long) border[1] + border[3]);
        if (height < 1 || width < 1 || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
            return site.wrongArgument(
                    ProblemCode.WINDOW_SIZE,
                    "value",
                    "The result must have at least one pixel, and fewer than 2³¹ a line. It would have " + height + "×"
                            + width + " from '" + site.sources().get(0) + "', which is " + input + " ("
                            + site.path(0) + "). Choose a smaller border.");
        }
        return Shape.of((int) height, (int) width, input.width());
    }

    @Override
    public Values values(Site site) {
        return site.values(0).withOtherRows();
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        List<Integer> from = image.type().dims();
        List<Integer> to = lowering.shape().dims();
        // Windows of one pixel visit the image within the border.
        List<Integer> large = adds ? to : from;
        List<Integer> small = adds ? from : to;
        Arguments arguments = lowering.arguments();
        int[] border = Windows.border(arguments, "value", 2);
        Window window = new Window(
                large.get(0),
                large.get(1),
                large.get(2),
                large.get(2),
                1,
                1,
                1,
                1,
                1,
                1,
                -border[0],
                -border[1],
                small.get(0),
                small.get(1),
                1);
        return lowering.pool(Op.Pool.Kind.SUM, adds, image, window);
    }
}
