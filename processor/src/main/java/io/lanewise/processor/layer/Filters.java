package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/**
 * The filters and the bias of a convolution, with the members that all convolutions have. In memory the filters are a matrix
 * {@code [taps · channels of a group, filters]}, on disk {@code [filters, channels of a group, height, width]}.
 */
final class Filters {
    private Filters() {}

    /** Checks the members of convolutions, each for itself. */
    static boolean check(Site site, String layer, int axes) {
        boolean kernel = Windows.checkSizes(site, layer, "kernelSize", axes, 1, false);
        boolean strides = Windows.checkSizes(site, layer, "strides", axes, 1, false);
        boolean dilation = Windows.checkSizes(site, layer, "dilationRate", axes, 1, false);
        boolean paddings = Windows.checkPaddings(site, axes);
        boolean initializers =
                Initializers.check(site, "kernelInitializer") & Initializers.check(site, "biasInitializer");
        boolean regularizers =
                Treatments.checkRegularizers(site, "kernelRegularizer", "biasRegularizer", "activityRegularizer");
        boolean constraints = Treatments.checkConstraints(site, "kernelConstraint", "biasConstraint");
        return kernel && strides && dilation && paddings && initializers && regularizers && constraints;
    }

    /** Checks that groups divide the channels of the input and the filters. */
    static boolean checkGroups(Site site, int channels, int filters) {
        int groups = site.arguments().integer("groups");
        boolean right = groups >= 1 && channels % groups == 0 && filters % groups == 0;
        if (!right) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "groups",
                    "groups must divide the channels and the filters. It was " + groups + ", and '"
                            + site.sources().get(0) + "' has " + channels + " channels (" + site.path(0)
                            + "), and there are " + filters + " filters. Choose a divisor of both.");
        }
        return right;
    }

    /** The window of a convolution over an image. */
    static Window window(Arguments arguments, int axes, List<Integer> dims, int filters, int groups) {
        return Windows.over(
                arguments,
                axes,
                Windows.image(dims),
                filters,
                Windows.pair(arguments, "kernelSize", axes),
                Windows.pair(arguments, "strides", axes),
                Windows.pair(arguments, "dilationRate", axes),
                groups);
    }

    /** Whether the numbers of filters can be counted. */
    static boolean isCountable(Site site, Window window) {
        long rows = (long) window.taps() * window.depth();
        boolean right = rows <= Integer.MAX_VALUE && rows * (window.filters() + 15L) <= Integer.MAX_VALUE;
        if (!right) {
            site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "kernelSize",
                    "The filters must have less than 2³¹ elements. There are " + window.filters() + " of " + rows
                            + ". Choose smaller sizes.");
        }
        return right;
    }

    /** Declares the filters of a window under {@code name}. */
    static void declare(Site site, String name, Window window, int axes) {
        declare(site, name, window, axes, Treatments.of(site.arguments(), "kernelRegularizer", "kernelConstraint"));
    }

    /** The same for a transposed convolution of images: a filter of the layer is a channel of the window's image. */
    static void declareTransposed(Site site, Window window) {
        Treatment treatment = Treatments.of(site.arguments(), "kernelRegularizer", "kernelConstraint");
        declare(site, "weight", window, 2, treatment.across(window.depth(), window.groups()));
    }

    private static void declare(Site site, String name, Window window, int axes, Treatment treatment) {
        Arguments arguments = site.arguments();
        Arguments kernel = arguments.nested("kernelInitializer");
        int depth = window.depth();
        boolean sameOrder = depth == 1 || window.taps() == 1;
        List<Integer> onDisk = axes == 1
                ? List.of(window.filters(), depth, window.kernelWidth())
                : List.of(window.filters(), depth, window.kernelHeight(), window.kernelWidth());
        site.parameter(new Parameter(
                        name,
                        List.of(window.taps() * depth, window.filters()),
                        kernel.text("value"),
                        kernel.real("scale"),
                        window.taps() * depth,
                        window.taps() * window.filtersOfGroup(),
                        sameOrder ? List.of() : List.of(window.kernelHeight(), window.kernelWidth(), depth))
                .shaped(onDisk)
                .treated(treatment));
    }

    /** Declares the bias, if there is one, and the part of the loss that the node's value makes. */
    static void declareBias(Site site, String name, int filters) {
        Arguments arguments = site.arguments();
        if (arguments.flag("useBias")) {
            Arguments bias = arguments.nested("biasInitializer");
            site.parameter(new Parameter(
                            name, List.of(filters), bias.text("value"), bias.real("scale"), filters, filters, List.of())
                    .treated(Treatments.of(arguments, "biasRegularizer", "biasConstraint")));
        }
        site.activity(Treatments.regularization(arguments, "activityRegularizer"));
    }

    /** The convolution itself; one of single pixels is a product of their channels with the filters. */
    static Value lower(Lowering lowering, Value image, Value filters, Window window) {
        boolean single = window.taps() == 1
                && window.strideY() == 1
                && window.strideX() == 1
                && window.groups() == 1
                && window.outHeight() == window.height()
                && window.outWidth() == window.width()
                && window.top() == 0
                && window.left() == 0;
        if (single) {
            return lowering.matMul(image, filters, false);
        }
        boolean named = !lowering.shape().axis().isEmpty() && window.groups() == 1;
        return named || image.type().varies()
                ? ofSteps(lowering, image, filters, window)
                : lowering.convolution(image, filters, window);
    }

    /**
     * The same over a sequence of variable length: a product with what stands under the filters. A sequence of fixed length whose axis
     * has a name is computed like that, too, for the order in which a convolution adds up may depend on its sizes: so a model has the
     * same bits whether a call or the model itself says how long its sequences are.
     */
    private static Value ofSteps(Lowering lowering, Value sequence, Value filters, Window window) {
        String axis = sequence.type().axis(0);
        if (axis.isEmpty() && sequence.type().varies()) {
            throw new RefusedAxis(
                    sequence.type().axis(1),
                    "cannot be the channels of @Conv1D, which are of one number",
                    "Bring the axes to [steps, channels] by @Permute, or give the input a fixed size.");
        }
        if (!window.keepsSteps() || window.groups() > 1) {
            throw new RefusedAxis(
                    axis,
                    window.groups() > 1
                            ? "cannot be an axis that @Conv1D with groups acts on"
                            : "cannot be cut by @Conv1D, whose result would have another length",
                    (window.groups() > 1 ? "Write groups = 1" : "Write strides = 1 and padding = SAME")
                            + ", or give the input a fixed size.");
        }
        long under = (long) window.taps() * window.channels();
        if (under > Integer.MAX_VALUE - Layout.LANES || window.width() * (under + Layout.LANES) > Integer.MAX_VALUE) {
            throw new RefusedAxis(
                    axis,
                    "is too long for @Conv1D, under whose filters there would be " + window.width() + " times " + under
                            + " numbers",
                    "Choose a smaller max or kernelSize, so that they are less than 2³¹.");
        }
        Value windows = lowering.unfold(sequence, window.kernelWidth(), window.dilationX(), window.left());
        return lowering.matMul(windows, filters, false);
    }

    /** {@code activation(sum + bias)}, as the members ask. */
    static Value finish(Lowering lowering, Value sum, String bias) {
        Value result = sum;
        if (lowering.arguments().flag("useBias")) {
            Expr add = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));
            result = lowering.map("bias", add, sum, lowering.parameter(bias));
        }
        return lowering.activation(lowering.arguments().text("activation"), Float.NaN, result);
    }
}
