package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.List;

/** {@code y = activation(x ∗ weight + bias)}, over images or, in one dimension, over sequences. */
final class Convolution implements Layer {
    private final int axes;

    Convolution(int axes) {
        this.axes = axes;
    }

    @Override
    public String annotation() {
        return "Conv" + axes + "D";
    }

    @Override
    public boolean check(Site site) {
        boolean filters = Counts.check(site, annotation(), "filters", "the channels of its result");
        return Filters.check(site, annotation(), axes) && filters;
    }

    @Override
    public Shape shape(Site site) {
        if (!Windows.isImage(site, annotation(), axes)) {
            return Shape.UNKNOWN;
        }
        Shape input = site.inputs().get(0);
        int filters = site.arguments().integer("filters");
        if (!Filters.checkGroups(site, input.width(), filters)) {
            return Shape.UNKNOWN;
        }
        int groups = site.arguments().integer("groups");
        Window window = Filters.window(site.arguments(), axes, input.dims(), filters, groups);
        if (!Windows.fits(site, "kernelSize", window) || !Filters.isCountable(site, window)) {
            return Shape.UNKNOWN;
        }
        Filters.declare(site, "weight", window, axes);
        Filters.declareBias(site, "bias", filters);
        boolean stays = axes == 1 && window.keepsSteps();
        return stays ? input.withWidth(filters) : Windows.shape(axes, window.outHeight(), window.outWidth(), filters);
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("activation"), Values.REAL);
    }

    @Override
    public boolean takesLengths() {
        return axes == 1;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        List<Integer> dims = image.type().dims();
        int filters = lowering.arguments().integer("filters");
        int groups = lowering.arguments().integer("groups");
        Window window = Filters.window(lowering.arguments(), axes, dims, filters, groups);
        return Filters.finish(lowering, Filters.lower(lowering, image, lowering.parameter("weight"), window), "bias");
    }
}
