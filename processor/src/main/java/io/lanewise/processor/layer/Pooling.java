package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** The largest number or the mean of each window, channel by channel, over images or, in one dimension, over sequences. */
final class Pooling implements Layer {
    private final String word;
    private final int axes;

    /** {@code word} is that of the annotation: {@code MaxPool} or {@code AveragePooling}. */
    Pooling(String word, int axes) {
        this.word = word;
        this.axes = axes;
    }

    @Override
    public String annotation() {
        return word + axes + "D";
    }

    private boolean isMax() {
        return word.equals("MaxPool");
    }

    @Override
    public boolean check(Site site) {
        boolean window = Windows.checkSizes(site, annotation(), "value", axes, 1, false);
        boolean strides = Windows.checkSizes(site, annotation(), "strides", axes, 1, true);
        return Windows.checkPaddings(site, axes) && window && strides && checkBorder(site);
    }

    /** A window that lies in the border alone would have nothing to look at. */
    private boolean checkBorder(Site site) {
        int[] border = Windows.border(site.arguments(), "paddings", axes);
        int[] window = Windows.pair(site.arguments(), "value", axes);
        for (int side = 0; side < border.length; side++) {
            if (border[side] >= window[side % 2] && border[side] > 0) {
                site.wrongArgument(
                        ProblemCode.ARGUMENT_RANGE,
                        "paddings",
                        "paddings of " + annotation() + " must be smaller than the window. They were "
                                + site.arguments().integers("paddings") + " for a window of "
                                + site.arguments().integers("value") + ". Choose less, half of the window at most.");
                return false;
            }
        }
        return true;
    }

    @Override
    public Shape shape(Site site) {
        if (!Windows.isImage(site, annotation(), axes)) {
            return Shape.UNKNOWN;
        }
        Window window = window(site.arguments(), site.inputs().get(0).dims());
        return Windows.fits(site, "value", window)
                ? Windows.shape(axes, window.outHeight(), window.outWidth(), window.filters())
                : Shape.UNKNOWN;
    }

    private Window window(Arguments arguments, List<Integer> dims) {
        int[] image = Windows.image(dims);
        int[] kernel = Windows.pair(arguments, "value", axes);
        int[] strides = arguments.integers("strides").isEmpty() ? kernel : Windows.pair(arguments, "strides", axes);
        return Windows.over(arguments, axes, image, image[2], kernel, strides, new int[] {1, 1}, 1);
    }

    @Override
    public Values values(Site site) {
        return site.values(0).withOtherRows();
    }

    @Override
    public String withoutLengths() {
        return "Take all steps by @" + (isMax() ? "GlobalMaxPool1D" : "GlobalAveragePooling1D")
                + ", or give the input a fixed size.";
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        Window window = window(lowering.arguments(), image.type().dims());
        Op.Pool.Kind kind = isMax()
                ? Op.Pool.Kind.MAX
                : lowering.arguments().flag("countPadding") ? Op.Pool.Kind.MEAN_WITH_BORDER : Op.Pool.Kind.MEAN;
        return lowering.pool(kind, false, image, window);
    }
}
