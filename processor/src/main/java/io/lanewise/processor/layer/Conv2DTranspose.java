package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** The gradient of a convolution by its image, as a layer: that convolution goes from this node's value to its input. */
final class Conv2DTranspose implements Layer {
    @Override
    public String annotation() {
        return "Conv2DTranspose";
    }

    @Override
    public boolean check(Site site) {
        boolean filters = Counts.check(site, annotation(), "filters", "the channels of its result");
        boolean rest = Filters.check(site, annotation(), 2);
        return Windows.checkSizes(site, annotation(), "outputPadding", 2, 0, false)
                && rest
                && filters
                && checkOutputPadding(site);
    }

    private static boolean checkOutputPadding(Site site) {
        int[] more = Windows.pair(site.arguments(), "outputPadding", 2);
        int[] strides = Windows.pair(site.arguments(), "strides", 2);
        boolean none = more[0] == 0 && more[1] == 0;
        boolean explicit = !site.arguments().integers("paddings").isEmpty();
        boolean right = none || explicit && more[0] < strides[0] && more[1] < strides[1];
        if (!right) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "outputPadding",
                    "outputPadding must be less than the strides, and needs paddings. It was "
                            + site.arguments().integers("outputPadding") + " with strides "
                            + site.arguments().integers("strides") + (explicit ? "" : " and without paddings")
                            + ". Leave it out, or write paddings = 0 beside it and a smaller number.");
        }
        return right;
    }

    @Override
    public Shape shape(Site site) {
        if (!Windows.isImage(site, annotation(), 2)) {
            return Shape.UNKNOWN;
        }
        Shape input = site.inputs().get(0);
        int filters = site.arguments().integer("filters");
        if (!Filters.checkGroups(site, input.width(), filters)) {
            return Shape.UNKNOWN;
        }
        long[] size = size(site.arguments(), input.dims());
        if (size[0] < 1 || size[1] < 1 || size[0] > Integer.MAX_VALUE || size[1] > Integer.MAX_VALUE) {
            site.wrongArgument(
                    ProblemCode.WINDOW_SIZE,
                    "paddings",
                    "The result must have at least one pixel, and fewer than 2³¹ a line. It would have " + size[0] + "×"
                            + size[1] + " from '" + site.sources().get(0) + "', which is " + input + " ("
                            + site.path(0) + "). Choose smaller paddings or strides.");
            return Shape.UNKNOWN;
        }
        Window window = window(site.arguments(), input.dims());
        if (!Filters.isCountable(site, window)) {
            return Shape.UNKNOWN;
        }
        Filters.declareTransposed(site, window);
        Filters.declareBias(site, "bias", filters);
        return Shape.of(window.height(), window.width(), filters);
    }

    /** Height and width of the result. */
    private static long[] size(Arguments arguments, List<Integer> dims) {
        int[] kernel = Windows.pair(arguments, "kernelSize", 2);
        int[] strides = Windows.pair(arguments, "strides", 2);
        int[] dilation = Windows.pair(arguments, "dilationRate", 2);
        int[] border = Windows.border(arguments, "paddings", 2);
        int[] more = Windows.pair(arguments, "outputPadding", 2);
        boolean same = arguments.text("padding").equals("SAME");
        long[] size = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            long reach = (kernel[axis] - 1L) * dilation[axis] + 1;
            long inner = (dims.get(axis) - 1L) * strides[axis];
            if (border.length > 0) {
                size[axis] = inner + reach + more[axis] - border[axis] - border[axis + 2];
            } else {
                size[axis] = same ? inner + strides[axis] : inner + Math.max(reach, strides[axis]);
            }
        }
        return size;
    }

    /** The window of the convolution from this node's value to its input. */
    private static Window window(Arguments arguments, List<Integer> dims) {
        long[] size = size(arguments, dims);
        int[] image = {(int) size[0], (int) size[1], arguments.integer("filters")};
        Window over = Windows.over(
                arguments,
                2,
                image,
                dims.get(2),
                Windows.pair(arguments, "kernelSize", 2),
                Windows.pair(arguments, "strides", 2),
                Windows.pair(arguments, "dilationRate", 2),
                arguments.integer("groups"));
        return new Window(
                over.height(),
                over.width(),
                over.channels(),
                over.filters(),
                over.kernelHeight(),
                over.kernelWidth(),
                over.strideY(),
                over.strideX(),
                over.dilationY(),
                over.dilationX(),
                over.top(),
                over.left(),
                dims.get(0),
                dims.get(1),
                over.groups());
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("activation"), Values.REAL);
    }

    @Override
    public Value lower(Lowering lowering) {
        Value input = lowering.inputs().get(0);
        Window window = window(lowering.arguments(), input.type().dims());
        return Filters.finish(
                lowering, lowering.transposedConvolution(input, lowering.parameter("weight"), window), "bias");
    }
}
