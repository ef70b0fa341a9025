package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** A convolution of each channel alone. */
final class DepthwiseConv2D implements Layer {
    @Override
    public String annotation() {
        return "DepthwiseConv2D";
    }

    @Override
    public boolean check(Site site) {
        boolean multiplier = checkMultiplier(site, annotation());
        return Filters.check(site, annotation(), 2) && multiplier;
    }

    static boolean checkMultiplier(Site site, String layer) {
        return Counts.check(site, layer, "depthMultiplier", "the filters of each channel");
    }

    @Override
    public Shape shape(Site site) {
        Window window = depthwise(site, annotation());
        if (window == null) {
            return Shape.UNKNOWN;
        }
        Filters.declare(site, "weight", window, 2);
        Filters.declareBias(site, "bias", window.filters());
        return Windows.shape(2, window.outHeight(), window.outWidth(), window.filters());
    }

    /** The window over input 0; null after a mistake. */
    static @org.jspecify.annotations.Nullable Window depthwise(Site site, String layer) {
        if (!Windows.isImage(site, layer, 2)) {
            return null;
        }
        Shape input = site.inputs().get(0);
        long filters = (long) input.width() * site.arguments().integer("depthMultiplier");
        if (filters > Integer.MAX_VALUE) {
            site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "depthMultiplier",
                    "channels · depthMultiplier must be less than 2³¹. It was " + filters + ". Choose smaller sizes.");
            return null;
        }
        Window window = window(site.arguments(), input.dims());
        return Windows.fits(site, "kernelSize", window) && Filters.isCountable(site, window) ? window : null;
    }

    static Window window(Arguments arguments, List<Integer> dims) {
        int channels = dims.get(dims.size() - 1);
        int filters = channels * arguments.integer("depthMultiplier");
        return Filters.window(arguments, 2, dims, filters, channels);
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("activation"), Values.REAL);
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        Window window = window(lowering.arguments(), image.type().dims());
        return Filters.finish(lowering, lowering.convolution(image, lowering.parameter("weight"), window), "bias");
    }
}
