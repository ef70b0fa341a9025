package io.lanewise.runtime.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution's result, cut by which taps of the filter lie within the image: in the middle all do, at the sides and corners some.
 * A tap that lies outside would add 0, so it is left out: of 8×8 pixels under a filter 3×3, 16 % of them. How a result is cut, and so
 * its bits, follows from sizes alone.
 */
final class Regions {
    /** What a region takes beside its products, in steps of a row. */
    private static final int CALL = 100;

    /** The most regions of a plane, each of which has tables of its taps: those of a filter 5×5. */
    private static final int MOST = 25;

    private final List<Region> regions;
    private final int height;
    private final int otherLine;
    private final boolean channels;

    /** Some lines and columns of the result, and where the image, the filter and the columns of the result begin for them. */
    private static final class Region {
        private final Span lines;
        private final int image;
        private final int filter;
        private final int column;
        private final Pixels pixels;
        private final Taps taps;

        Region(Span lines, int image, int filter, int column, Pixels pixels, Taps taps) {
            this.lines = lines;
            this.image = image;
            this.filter = filter;
            this.column = column;
            this.pixels = pixels;
            this.taps = taps;
        }
    }

    /** Pixels along one axis that the same taps, {@code from} to {@code to}, reach from within the image. */
    private static final class Span {
        private final int first;
        private final int end;
        private final int from;
        private final int to;

        Span(int first, int end, int from, int to) {
            this.first = first;
            this.end = end;
            this.from = from;
            this.to = to;
        }
    }

    /** Which axes are cut, and so whether the image that is read has a border. */
    enum Cut {
        NONE(false, false, true),
        LINES(true, false, true),
        /** Lines; tiles of 16 channels read 0 beside them. */
        EDGED(true, false, false),
        BOTH(true, true, false);

        final boolean bordered;
        private final boolean lines;
        private final boolean columns;

        Cut(boolean lines, boolean columns, boolean bordered) {
            this.lines = lines;
            this.columns = columns;
            this.bordered = bordered;
        }
    }

    /**
     * One axis: pixel i of {@code count} reads under tap t the image's pixel i · {@code step} + {@code offsets[t]}, if that is one
     * of {@code size}. The offsets ascend.
     */
    static final class Axis {
        private final int count;
        private final int step;
        private final int size;
        private final int[] offsets;

        Axis(int count, int step, int size, int[] offsets) {
            this.count = count;
            this.step = step;
            this.size = size;
            this.offsets = offsets;
        }

        private List<Span> spans(boolean cut) {
            if (!cut) {
                return List.of(new Span(0, count, 0, offsets.length));
            }
            List<Span> result = new ArrayList<>();
            int first = 0;
            for (int i = 1; i <= count; i++) {
                if (i == count || inside(0, i) != inside(0, first) || inside(size, i) != inside(size, first)) {
                    result.add(new Span(first, i, inside(0, first), inside(size, first)));
                    first = i;
                }
            }
            return result;
        }

        /** Whether the middle one of three taps is the pixel itself, in an image of as many. */
        private boolean isEdged() {
            return step == 1 && count == size && Arrays.equals(offsets, new int[] {-1, 0, 1});
        }

        /** The first tap that does not lie before {@code bound} from pixel {@code i}. */
        private int inside(int bound, int i) {
            int tap = 0;
            while (tap < offsets.length && i * step + offsets[tap] < bound) {
                tap++;
            }
            return tap;
        }
    }

    /** What is computed. */
    static final class Plane {
        private final Axis down;
        private final Axis across;
        private final int[] filter;
        private final int depth;
        private final boolean run;
        private final boolean channels;
        private final int otherLine;
        private final int otherPixel;

        /**
         * @param filter where each tap's weights begin in a panel
         * @param depth numbers in a tap
         * @param run whether pixels of a line may be computed together
         * @param channels whether each channel has a sum of its own
         * @param otherLine floats from one line of the result to the next
         */
        Plane(
                Axis down,
                Axis across,
                int[] filter,
                int depth,
                boolean run,
                boolean channels,
                int otherLine,
                int otherPixel) {
            this.down = down;
            this.across = across;
            this.filter = filter;
            this.depth = depth;
            this.run = run;
            this.channels = channels;
            this.otherLine = otherLine;
            this.otherPixel = otherPixel;
        }

        /** What the products take where rows are computed by a few that lie anywhere, in steps of a row. */
        private double cost(Cut cut) {
            List<Span> lines = down.spans(cut.lines);
            List<Span> columns = across.spans(cut.columns);
            if (lines.size() * columns.size() > MOST) {
                return Double.POSITIVE_INFINITY;
            }
            double sum = 0;
            for (Span y : lines) {
                for (Span x : columns) {
                    int pixels = (y.end - y.first) * (x.end - x.first);
                    sum += CALL + (pixels + 1.0 - (pixels + 1) % 2) * depth * (y.to - y.from) * (x.to - x.from);
                }
            }
            return sum;
        }

        private Region region(Span y, Span x, Strip image, boolean edged) {
            int width = x.to - x.from;
            int[] inImage = new int[(y.to - y.from) * width];
            int[] inFilter = new int[inImage.length];
            for (int t = 0; t < inImage.length; t++) {
                int ky = y.from + t / width;
                int kx = x.from + t % width;
                inImage[t] = down.offsets[ky] * image.line + across.offsets[kx] * image.pixel;
                inFilter[t] = filter[ky * across.offsets.length + kx];
            }
            int imageAt = relative(inImage);
            int filterAt = relative(inFilter);
            int line = down.step * image.line;
            int pixel = across.step * image.pixel;
            Pixels pixels = new Pixels(y.end - y.first, x.end - x.first, line, pixel, otherLine, otherPixel);
            int side = run ? pixels.width : 0;
            Taps taps = new Taps(inImage, inFilter, depth, Math.max(1, width), side, image.pixel, otherPixel, edged);
            return new Region(
                    y, imageAt + y.first * line + x.first * pixel, filterAt, x.first * otherPixel, pixels, taps);
        }

        /** Makes places relative to the first, which is returned. */
        private static int relative(int[] places) {
            int first = places.length == 0 ? 0 : places[0];
            for (int i = 0; i < places.length; i++) {
                places[i] -= first;
            }
            return first;
        }
    }

    private Regions(Plane plane, List<Region> regions) {
        this.regions = regions;
        this.height = plane.down.count;
        this.otherLine = plane.otherLine;
        this.channels = plane.channels;
    }

    /** The regions of a plane that is cut so, of an image with a border or without. */
    static Regions of(Plane plane, Cut cut, Strip image) {
        List<Region> regions = new ArrayList<>();
        for (Span y : plane.down.spans(cut.lines)) {
            for (Span x : plane.across.spans(cut.columns)) {
                regions.add(plane.region(y, x, image, cut == Cut.EDGED));
            }
        }
        return new Regions(plane, regions);
    }

    /**
     * How planes of one image are to be cut, so that it takes the least time.
     *
     * @param anywhere whether all tiles compute pixels that lie anywhere; others may compute those of a line alone
     * @param panel whether there is one panel
     */
    static Cut cut(boolean anywhere, boolean panel, Strip image, Plane... planes) {
        boolean single = false;
        boolean wide = false;
        boolean edged = panel && !anywhere;
        for (Plane plane : planes) {
            Taps taps = of(plane, Cut.NONE, image).regions.get(0).taps;
            single |= taps.single;
            wide |= taps.wide;
            edged &= taps.dense && plane.across.isEdged();
        }
        if (single || !anywhere) {
            // Maxima of one channel are computed with the border, with or without vectors.
            return !wide || single ? Cut.NONE : edged ? Cut.EDGED : Cut.LINES;
        }
        Cut result = cost(Cut.LINES, planes) < cost(Cut.NONE, planes) ? Cut.LINES : Cut.NONE;
        return cost(Cut.BOTH, planes) < cost(result, planes) ? Cut.BOTH : result;
    }

    private static double cost(Cut cut, Plane... planes) {
        double sum = 0;
        for (Plane plane : planes) {
            sum += plane.cost(cut);
        }
        return sum;
    }

    /**
     * The lines {@code first} to {@code end} of C(pixel) = Σ A(pixel + tap) · B(tap) over the taps, or channel by channel.
     *
     * @param n columns of B and C, a multiple of 16
     * @param aAt where the image's first pixel lies, behind its border
     * @param cAt where line {@code first} is to lie
     */
    void overTaps(int first, int end, int n, float[] a, int aAt, float[] b, int bAt, int bPanel, float[] c, int cAt) {
        for (int i = 0; i < regions.size(); i++) {
            Region r = regions.get(i);
            int from = Math.max(first, r.lines.first);
            int to = Math.min(end, r.lines.end);
            if (from < to) {
                int line = from - r.lines.first;
                int last = to - r.lines.first;
                int result = cAt + (from - first) * otherLine + r.column;
                int image = aAt + r.image;
                int filter = bAt + r.filter;
                if (channels) {
                    ConvolutionProducts.channelsOverTaps(
                            r.pixels, line, last, r.taps, n, a, image, b, filter, bPanel, c, result);
                } else {
                    ConvolutionProducts.overTaps(
                            r.pixels, line, last, r.taps, n, a, image, b, filter, bPanel, c, result);
                }
            }
        }
    }

    /** The same of all lines. */
    void overTaps(int n, float[] a, int aAt, float[] b, int bAt, int bPanel, float[] c, int cAt) {
        overTaps(0, height, n, a, aAt, b, bAt, bPanel, c, cAt);
    }
}
