package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;

/** A depthwise convolution, then one of single pixels. */
final class SeparableConv2D implements Layer {
    @Override
    public String annotation() {
        return "SeparableConv2D";
    }

    @Override
    public boolean check(Site site) {
        boolean filters = Counts.check(site, annotation(), "filters", "the channels of its result");
        boolean multiplier = DepthwiseConv2D.checkMultiplier(site, annotation());
        return Filters.check(site, annotation(), 2) && filters && multiplier;
    }

    @Override
    public Shape shape(Site site) {
        Window depthwise = DepthwiseConv2D.depthwise(site, annotation());
        if (depthwise == null) {
            return Shape.UNKNOWN;
        }
        Window pointwise = pointwise(depthwise, site.arguments().integer("filters"));
        if (!Filters.isCountable(site, pointwise)) {
            return Shape.UNKNOWN;
        }
        Filters.declare(site, "depthwise.weight", depthwise, 2);
        Filters.declare(site, "pointwise.weight", pointwise, 2);
        Filters.declareBias(site, "pointwise.bias", pointwise.filters());
        return Windows.shape(2, pointwise.outHeight(), pointwise.outWidth(), pointwise.filters());
    }

    private static Window pointwise(Window depthwise, int filters) {
        int height = depthwise.outHeight();
        int width = depthwise.outWidth();
        return new Window(height, width, depthwise.filters(), filters, 1, 1, 1, 1, 1, 1, 0, 0, height, width, 1);
    }

    @Override
    public Values values(Site site) {
        return Activations.values(site.arguments().text("activation"), Values.REAL);
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        Window depthwise =
                DepthwiseConv2D.window(lowering.arguments(), image.type().dims());
        Value apart = lowering.convolution(image, lowering.parameter("depthwise.weight"), depthwise);
        Window pointwise = pointwise(depthwise, lowering.arguments().integer("filters"));
        Value mixed = Filters.lower(lowering, apart, lowering.parameter("pointwise.weight"), pointwise);
        return Filters.finish(lowering, mixed, "pointwise.bias");
    }
}
