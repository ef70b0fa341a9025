package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/**
 * What the layers with windows have in common: the members that give their sizes, and the window that follows. In one dimension a
 * sequence is an image of one line.
 */
final class Windows {
    private Windows() {}

    /** The sizes in both directions, of the number or the two numbers at {@code member}; a sequence has one. */
    static int[] pair(Arguments arguments, String member, int axes) {
        List<Integer> given = arguments.integers(member);
        if (axes == 1) {
            return new int[] {1, given.get(0)};
        }
        return new int[] {given.get(0), given.get(given.size() - 1)};
    }

    /** The border at the top, left, bottom and right that {@code member} gives; empty if it gives none. */
    static int[] border(Arguments arguments, String member, int axes) {
        List<Integer> given = arguments.integers(member);
        if (given.isEmpty()) {
            return new int[0];
        }
        if (axes == 1) {
            return new int[] {0, given.get(0), 0, given.get(given.size() - 1)};
        }
        return switch (given.size()) {
            case 1 -> new int[] {given.get(0), given.get(0), given.get(0), given.get(0)};
            case 2 -> new int[] {given.get(0), given.get(1), given.get(0), given.get(1)};
            default -> new int[] {given.get(0), given.get(2), given.get(1), given.get(3)};
        };
    }

    /** Checks that {@code member} has one number, or one for each axis, of at least {@code least}; none only if {@code optional}. */
    static boolean checkSizes(Site site, String layer, String member, int axes, int least, boolean optional) {
        List<Integer> given = site.arguments().integers(member);
        if (given.isEmpty()) {
            if (!optional) {
                site.wrongArgument(
                        ProblemCode.ARGUMENT_MISSING,
                        member,
                        layer + " needs " + member + ". None was given. Write @" + layer + "(" + member + " = 3, …).");
            }
            return optional;
        }
        boolean right = given.size() <= axes && given.stream().allMatch(size -> size >= least);
        if (!right) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    member,
                    member + " must be " + (axes == 1 ? "one number" : "one or two numbers") + " of at least " + least
                            + ". It was " + given + ". Write " + member + " = "
                            + (axes == 1 ? "3" : "3 for both directions, or {3, 5} for height and width") + ".");
        }
        return right;
    }

    /** Checks the numbers of a border: one, one for each axis, or in two dimensions one for each side. */
    static boolean checkBorder(Site site, String member, int axes) {
        List<Integer> given = site.arguments().integers(member);
        boolean right =
                given.size() <= 2 * axes && given.size() != 3 && given.stream().allMatch(size -> size >= 0);
        if (!right) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    member,
                    member + " must be " + (axes == 1 ? "one or two" : "one, two or four")
                            + " numbers of at least 0. It was " + given + ". Write " + member + " = "
                            + (axes == 1
                                    ? "1, or {1, 0} for before and behind"
                                    : "1 for all sides, {1, 2} for top and left with their opposites, or {top, bottom, left,"
                                            + " right}")
                            + ".");
        }
        return right;
    }

    /** Checks {@code paddings}, and that it does not stand beside another {@code padding}. */
    static boolean checkPaddings(Site site, int axes) {
        if (!checkBorder(site, "paddings", axes)) {
            return false;
        }
        boolean both = !site.arguments().integers("paddings").isEmpty()
                && site.arguments().text("padding").equals("SAME");
        if (both) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "paddings",
                    "paddings stands in place of padding. Given were both, padding = SAME and paddings = "
                            + site.arguments().integers("paddings") + ". Remove one of them.");
        }
        return !both;
    }

    /** Whether input 0 is an image [height, width, channels], or a sequence [steps, channels]. */
    static boolean isImage(Site site, String layer, int axes) {
        return isImage(site, 0, layer, axes);
    }

    /** The same of another input. */
    static boolean isImage(Site site, int index, String layer, int axes) {
        Shape input = site.inputs().get(index);
        if (input.rank() == axes + 1) {
            return true;
        }
        String source = site.sources().get(index);
        String wanted = axes == 2 ? "an image [height, width, channels]" : "a sequence [steps, channels]";
        String remedy = input.rank() == axes
                ? "Give it a last axis of channels: by @Reshape, or in @Input(shape = …)."
                : "Bring it to that shape by @Reshape.";
        site.wrongInput(
                ProblemCode.RANK,
                index,
                layer + " expects " + wanted + " but '" + source + "' is " + input + ". Its shape comes from "
                        + site.path(index) + ". " + remedy);
        return false;
    }

    /** Height, width and channels. */
    static int[] image(List<Integer> dims) {
        int axes = dims.size();
        return new int[] {axes == 2 ? 1 : dims.get(0), dims.get(axes - 2), dims.get(axes - 1)};
    }

    /** The shape of an image, or of a sequence where {@code axes} is 1. */
    static Shape shape(int axes, int height, int width, int channels) {
        return axes == 1 ? Shape.of(width, channels) : Shape.of(height, width, channels);
    }

    /**
     * The window over an image, as the members {@code strides}, {@code padding} and {@code paddings} say. Its result may turn out
     * to have no pixel.
     */
    static Window over(
            Arguments arguments,
            int axes,
            int[] image,
            int filters,
            int[] kernel,
            int[] strides,
            int[] dilation,
            int groups) {
        int[] border = border(arguments, "paddings", axes);
        boolean same = arguments.text("padding").equals("SAME");
        int[] top = along(image[0], kernel[0], strides[0], dilation[0], same, border, 0);
        int[] left = along(image[1], kernel[1], strides[1], dilation[1], same, border, 1);
        return new Window(
                image[0],
                image[1],
                image[2],
                filters,
                kernel[0],
                kernel[1],
                strides[0],
                strides[1],
                dilation[0],
                dilation[1],
                top[0],
                left[0],
                top[1],
                left[1],
                groups);
    }

    /** The border before, and the size of the result, along one axis. */
    private static int[] along(int size, int kernel, int stride, int dilation, boolean same, int[] border, int side) {
        long reach = (kernel - 1L) * dilation + 1;
        if (same) {
            int out = (size + stride - 1) / stride;
            long total = Math.max((out - 1L) * stride + reach - size, 0);
            return new int[] {(int) (total / 2), out};
        }
        int before = border.length == 0 ? 0 : border[side];
        int behind = border.length == 0 ? 0 : border[side + 2];
        long out = Math.floorDiv((long) size + before + behind - reach, stride) + 1;
        return new int[] {before, (int) Math.max(0, out)};
    }

    /** Reports a window that is larger than the image with its border; whether it fits. */
    static boolean fits(Site site, String member, Window window) {
        if (window.outHeight() > 0 && window.outWidth() > 0) {
            return true;
        }
        long high = (window.kernelHeight() - 1L) * window.dilationY() + 1;
        long wide = (window.kernelWidth() - 1L) * window.dilationX() + 1;
        site.wrongArgument(
                ProblemCode.WINDOW_SIZE,
                member,
                "The window does not fit into its input. It reaches over " + high + "×" + wide + ", and '"
                        + site.sources().get(0) + "' is " + site.inputs().get(0) + " (" + site.path(0)
                        + "). Make it smaller, or give a border with padding = SAME.");
        return false;
    }
}
