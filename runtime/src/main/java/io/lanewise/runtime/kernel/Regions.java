package io.lanewise.runtime.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution's result, cut by which taps of the filter lie within the image: in the middle all do, at the sides and corners some.
 * A tap that lies outside would add 0 to a sum that begins with 0, so it is left out: of 8×8 pixels under a filter 3×3, 16 % of them.
 */
final class Regions {
    /** What a region takes beside its products, in steps of a row. */
    private static final long CALL = 100;

    private final List<Region> regions;
    private final int height;
    private final int otherLine;

    /** Some lines and columns of the result, and where the image, the filter and the columns of the result begin for them. */
    private record Region(Span lines, int image, int filter, int column, Pixels pixels, Taps taps) {}

    /** Pixels along one axis that the same taps, {@code from} to {@code to}, reach from within the image. */
    private record Span(int first, int end, int from, int to) {}

    /** Which axes are cut; the border along the others is read. */
    enum Cut {
        NONE,
        LINES,
        BOTH
    }

    /**
     * One axis: pixel i of {@code count} reads under tap t the image's pixel i · {@code step} + {@code offsets[t]}, if that is one
     * of {@code size}. The offsets ascend.
     */
    record Axis(int count, int step, int size, int[] offsets) {
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

        /** The first tap that does not lie before {@code bound} from pixel {@code i}. */
        private int inside(int bound, int i) {
            int tap = 0;
            while (tap < offsets.length && i * step + offsets[tap] < bound) {
                tap++;
            }
            return tap;
        }
    }

    /**
     * What is computed.
     *
     * @param filter where each tap's weights begin in a panel
     * @param depth numbers in a tap
     * @param run whether pixels of a line may be computed together
     * @param otherLine floats from one line of the result to the next
     */
    record Plane(Axis down, Axis across, int[] filter, int depth, boolean run, int otherLine, int otherPixel) {
        /** What the products take where rows are computed by sixes and pairs, in steps of a row. */
        private long cost(Cut cut) {
            long sum = 0;
            for (Span y : down.spans(cut != Cut.NONE)) {
                for (Span x : across.spans(cut == Cut.BOTH)) {
                    long pixels = (long) (y.end - y.first) * (x.end - x.first);
                    sum += CALL + (pixels + 1 & -2) * depth * (y.to - y.from) * (x.to - x.from);
                }
            }
            return sum;
        }

        private Region region(Span y, Span x, Strip image) {
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
            Taps taps = new Taps(inImage, inFilter, depth, Math.max(1, width), run ? pixels.width : 0, image.pixel);
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

    private Regions(List<Region> regions, int height, int otherLine) {
        this.regions = regions;
        this.height = height;
        this.otherLine = otherLine;
    }

    /** The regions of a plane, of an image with a border unless both axes are cut. */
    static Regions of(Plane plane, Cut cut, Strip image) {
        List<Region> regions = new ArrayList<>();
        for (Span y : plane.down.spans(cut != Cut.NONE)) {
            for (Span x : plane.across.spans(cut == Cut.BOTH)) {
                regions.add(plane.region(y, x, image));
            }
        }
        return new Regions(regions, plane.down.count, plane.otherLine);
    }

    /**
     * How planes of one image are to be cut.
     *
     * @param anywhere whether all tiles compute pixels wherever they lie; others compute whole lines, or so many pixels that
     *     to cut them takes longer
     */
    static Cut cut(boolean anywhere, List<Plane> planes, Strip image) {
        boolean single = false;
        boolean wide = false;
        for (Plane plane : planes) {
            Taps taps = of(plane, Cut.NONE, image).regions.get(0).taps;
            single |= taps.single;
            wide |= taps.wide;
        }
        Cut result = wide || anywhere ? Cut.LINES : Cut.NONE;
        if (anywhere && !single) {
            for (Cut cut : Cut.values()) {
                result = cost(cut, planes) < cost(result, planes) ? cut : result;
            }
        }
        return result;
    }

    private static long cost(Cut cut, List<Plane> planes) {
        return planes.stream().mapToLong(plane -> plane.cost(cut)).sum();
    }

    /**
     * The lines {@code first} to {@code end} of C(pixel) = Σ A(pixel + tap) · B(tap) over the taps.
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
                ConvolutionProducts.overTaps(
                        r.pixels, line, last, r.taps, n, a, aAt + r.image, b, bAt + r.filter, bPanel, c, result);
            }
        }
    }

    /** The same of all lines. */
    void overTaps(int n, float[] a, int aAt, float[] b, int bAt, int bPanel, float[] c, int cAt) {
        overTaps(0, height, n, a, aAt, b, bAt, bPanel, c, cAt);
    }

    /** The same of C(pixel, channel) = Σ A(pixel + tap, channel) · B(tap, channel). */
    void channelsOverTaps(
            int first, int end, int n, float[] a, int aAt, float[] b, int bAt, int bPanel, float[] c, int cAt) {
        for (int i = 0; i < regions.size(); i++) {
            Region r = regions.get(i);
            int from = Math.max(first, r.lines.first);
            int to = Math.min(end, r.lines.end);
            if (from < to) {
                int line = from - r.lines.first;
                int last = to - r.lines.first;
                int result = cAt + (from - first) * otherLine + r.column;
                ConvolutionProducts.channelsOverTaps(
                        r.pixels, line, last, r.taps, n, a, aAt + r.image, b, bAt + r.filter, bPanel, c, result);
            }
        }
    }

    /** The same of all lines. */
    void channelsOverTaps(int n, float[] a, int aAt, float[] b, int bAt, int bPanel, float[] c, int cAt) {
        channelsOverTaps(0, height, n, a, aAt, b, bAt, bPanel, c, cAt);
    }
}
