package io.lanewise.processor.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Random layers of images and of sequences for {@link RandomModel}: sizes that leave a rest, and channels next to a vector. */
final class RandomImages {
    private static final int[] CHANNELS = {1, 2, 3, 8, 15, 16, 17, 33};

    private final Random random;

    RandomImages(Random random) {
        this.random = random;
    }

    /** A layer, as it is written, and the shape of its value. */
    record Layer(String text, int[] shape) {
        /** Whether it has filters. */
        boolean convolves() {
            return text.matches("@(Depthwise|Separable)?Conv.*");
        }

        /** The same layer with the filters of node {@code owner}. */
        String sharedWith(String owner) {
            return text.substring(0, text.length() - 1) + ", sharedWith = \"" + owner + "\")";
        }
    }

    /** The shape of an image, or now and then of a sequence. */
    int[] shape() {
        int width = 1 + random.nextInt(11);
        int channels = CHANNELS[random.nextInt(6)];
        return random.nextInt(4) == 0
                ? new int[] {width, channels}
                : new int[] {1 + random.nextInt(7), width, channels};
    }

    /** A layer that takes such a shape. */
    Layer next(int[] x) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Layer layer = x.length == 2 ? ofSequence(x) : ofImage(x);
            int size = 1;
            for (int axis : layer.shape) {
                size = axis < 1 ? 10_000 : size * axis;
            }
            if (size <= 3000) {
                return layer;
            }
        }
        return new Layer("@Activate(TANH)", x);
    }

    private Layer ofSequence(int[] x) {
        return switch (random.nextInt(4)) {
            case 0 -> pool(x, "MaxPool1D", "");
            case 1 -> pool(x, "AveragePooling1D", random.nextBoolean() ? ", countPadding = true" : "");
            default -> {
                int filters = CHANNELS[random.nextInt(CHANNELS.length)];
                Axis steps = new Axis(x[0]);
                yield new Layer(
                        "@Conv1D(filters = " + filters + ", kernelSize = " + steps.kernel + ", strides = "
                                + steps.stride
                                + ", dilationRate = " + steps.dilation
                                + steps.border("paddings = {" + steps.before + ", " + steps.behind + "}")
                                + activation() + ")",
                        new int[] {steps.out, filters});
            }
        };
    }

    private Layer ofImage(int[] x) {
        return switch (random.nextInt(14)) {
            case 0 -> pool(x, "MaxPool2D", "");
            case 1 -> pool(x, "AveragePooling2D", random.nextBoolean() ? ", countPadding = true" : "");
            case 2 -> new Layer("@UpSampling2D({2, 1})", new int[] {2 * x[0], x[1], x[2]});
            case 3 -> new Layer("@ZeroPadding2D({1, 0, 2, 1})", new int[] {x[0] + 1, x[1] + 3, x[2]});
            case 4 -> new Layer("@Cropping2D({0, 1, 1, 0})", new int[] {x[0] - 1, x[1] - 1, x[2]});
            case 5 -> new Layer("@SpatialDropout2D(rate = 0.25f)", x);
            case 6, 7 -> {
                int m = 1 + random.nextInt(2);
                yield convolution(x, "DepthwiseConv2D", "depthMultiplier = " + m, m * x[2], "");
            }
            case 8 -> {
                int filters = CHANNELS[random.nextInt(CHANNELS.length)];
                String more = random.nextBoolean() ? "" : ", depthMultiplier = " + (1 + random.nextInt(2));
                yield convolution(x, "SeparableConv2D", "filters = " + filters, filters, more);
            }
            case 9 -> transposed(x);
            default -> {
                int groups = groups(x[2]);
                int filters = filters(groups);
                yield convolution(x, "Conv2D", "filters = " + filters, filters, ", groups = " + groups);
            }
        };
    }

    private Layer convolution(int[] x, String layer, String first, int filters, String more) {
        Axis rows = new Axis(x[0]);
        Axis columns = new Axis(x[1], rows);
        return new Layer(
                "@" + layer + "(" + first + ", " + sizes("kernelSize", rows.kernel, columns.kernel) + ", "
                        + sizes("strides", rows.stride, columns.stride) + ", "
                        + sizes("dilationRate", rows.dilation, columns.dilation)
                        + rows.border("paddings = {" + rows.before + ", " + rows.behind + ", " + columns.before + ", "
                                + columns.behind + "}")
                        + more + activation() + ")",
                new int[] {rows.out, columns.out, filters});
    }

    /** A divisor of the channels, often 1. */
    private int groups(int channels) {
        List<Integer> divisors = new ArrayList<>(List.of(1, 1, channels));
        for (int g = 2; g < channels; g++) {
            if (channels % g == 0) {
                divisors.add(g);
            }
        }
        return divisors.get(random.nextInt(divisors.size()));
    }

    private int filters(int groups) {
        return groups > 1 ? groups * (1 + random.nextInt(2)) : CHANNELS[random.nextInt(CHANNELS.length)];
    }

    private Layer transposed(int[] x) {
        int groups = groups(x[2]);
        int filters = filters(groups);
        int kernel = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(3);
        int dilation = 1 + random.nextInt(4) / 3;
        int kind = random.nextInt(3);
        int reach = (kernel - 1) * dilation + 1;
        int[] shape = {x[0], x[1], filters};
        int[] sides = new int[4];
        int[] more = new int[2];
        for (int axis = 0; axis < 2; axis++) {
            sides[2 * axis] = random.nextInt(2);
            sides[2 * axis + 1] = random.nextInt(2);
            more[axis] = random.nextInt(stride);
            int cut = sides[2 * axis] + sides[2 * axis + 1];
            shape[axis] = switch (kind) {
                case 0 -> (x[axis] - 1) * stride + Math.max(reach, stride);
                case 1 -> x[axis] * stride;
                default -> (x[axis] - 1) * stride + reach + more[axis] - cut;
            };
        }
        String border = switch (kind) {
            case 0 -> "";
            case 1 -> ", padding = Padding.SAME";
            default -> ", " + paddings(sides) + ", " + sizes("outputPadding", more[0], more[1]);
        };
        return new Layer(
                "@Conv2DTranspose(filters = " + filters + ", kernelSize = " + kernel + ", strides = " + stride
                        + ", dilationRate = " + dilation + ", groups = " + groups + border + activation() + ")",
                shape);
    }

    /** A pooling of a sequence or an image. */
    private Layer pool(int[] x, String layer, String more) {
        int kernel = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        int kind = random.nextInt(3);
        int[] shape = x.clone();
        int[] sides = new int[2 * (x.length - 1)];
        for (int axis = 0; axis < x.length - 1; axis++) {
            // A border as wide as the window would have windows without a pixel.
            sides[2 * axis] = random.nextInt(kernel);
            sides[2 * axis + 1] = random.nextInt(kernel);
            int all = kind == 2 ? x[axis] + sides[2 * axis] + sides[2 * axis + 1] : x[axis];
            shape[axis] = kind == 1 ? (all + stride - 1) / stride : Math.floorDiv(all - kernel, stride) + 1;
        }
        String border = kind == 0 ? "" : kind == 1 ? ", padding = Padding.SAME" : ", " + paddings(sides);
        return new Layer("@" + layer + "(value = " + kernel + ", strides = " + stride + border + more + ")", shape);
    }

    private static String paddings(int[] sides) {
        return Arrays.stream(sides).mapToObj(String::valueOf).collect(Collectors.joining(", ", "paddings = {", "}"));
    }

    private String activation() {
        String[] names = {"LINEAR", "RELU", "TANH", "SIGMOID"};
        return ", activation = " + names[random.nextInt(names.length)]
                + (random.nextInt(4) == 0 ? ", useBias = false" : "");
    }

    private static String sizes(String member, int rows, int columns) {
        return member + " = " + (rows == columns ? String.valueOf(rows) : "{" + rows + ", " + columns + "}");
    }

    /** A window along one axis: its sizes, and how many places it has. */
    private final class Axis {
        final int kernel = 1 + random.nextInt(3);
        final int stride = 1 + random.nextInt(3) / 2;
        final int dilation = 1 + random.nextInt(4) / 3;
        final int before = random.nextInt(2);
        final int behind = random.nextInt(3);
        final int kind;
        final int out;

        Axis(int size) {
            this(size, null);
        }

        /** With the kind of border that another axis has. */
        Axis(int size, @org.jspecify.annotations.Nullable Axis like) {
            kind = like == null ? random.nextInt(3) : like.kind;
            int all = kind == 2 ? size + before + behind : size;
            out = kind == 1
                    ? (size + stride - 1) / stride
                    : Math.floorDiv(all - (kernel - 1) * dilation - 1, stride) + 1;
        }

        String border(String paddings) {
            return kind == 0 ? "" : kind == 1 ? ", padding = Padding.SAME" : ", " + paddings;
        }
    }
}
