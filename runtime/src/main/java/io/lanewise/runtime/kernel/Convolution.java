package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.Regions.Axis;
import io.lanewise.runtime.kernel.Regions.Cut;
import io.lanewise.runtime.kernel.Regions.Plane;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution of given sizes and its two derivatives, for generated code. Images are channels-last; a pixel is a row of
 * {@code pixel} floats. Immutable; whoever calls brings the memory.
 *
 * <p>Filters lie in panels of 16 columns, as a matrix whose columns are the filters, group by group, and whose rows are what is
 * under one: tap by tap (line by line), in a tap channel by channel of its group.
 *
 * <p>Each element is one chain of fused multiply-adds over those rows, or over examples and pixels for the filters' gradient. What
 * lies outside the image is 0: it is left out or multiplied, as is faster, which is the same but for infinite weights, NaN and the
 * sign of a zero, and is the same for all images (PyTorch multiplies for one image and leaves out for four).
 */
public final class Convolution {
    /** Floats of lines that {@link #maxima} holds at a time: 14×14 pixels of 32 filters at once took 2 % less than by 8 lines. */
    private static final int LINES = 8192;

    private final int groups;
    private final boolean depthwise;
    private final int taps;

    /** Channels and filters of a group. */
    private final int inDepth;

    private final int outDepth;

    private final int imageExample;
    private final int gradientPixel;
    private final int gradientExample;
    private final int outPixel;
    private final int outExample;
    private final int outHeight;
    private final int outWidth;

    /** Lines of the image that a line of filters reaches over, from one such line to the next, and how many lie above the image. */
    private final int reach;

    private final int strideY;
    private final int top;
    private final int inPixels;
    private final int outPixels;

    /** The image with its border, and what the filters' gradient visits of it. */
    private final Strip strip;

    private final Pixels visited;
    private final Taps under;

    /** What the convolution reads, with a border unless its regions leave that out. */
    private final Strip read;

    private final Regions regions;

    private final Strip outStrip;
    private final Strip outRead;
    private final Phase[] phases;
    private final Regions[] outRegions;

    /** The pixels of an image's gradient that the same taps reach: all, or with strides every so many. */
    private static final class Phase {
        private final int at;
        private final Plane plane;
        private final int[] tap;

        Phase(int at, Plane plane, int[] tap) {
            this.at = at;
            this.plane = plane;
            this.tap = tap;
        }
    }

    private Convolution(
            int height,
            int width,
            int channels,
            int pixel,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int strideY,
            int strideX,
            int dilationY,
            int dilationX,
            int top,
            int left,
            int outHeight,
            int outWidth,
            int groups) {
        this.groups = groups;
        depthwise = groups == channels && groups > 1;
        taps = kernelHeight * kernelWidth;
        inDepth = channels / groups;
        outDepth = filters / groups;
        imageExample = height * width * pixel;
        gradientPixel = pad16(channels);
        inPixels = height * width;
        gradientExample = inPixels * gradientPixel;
        outPixel = pad16(filters);
        outPixels = outHeight * outWidth;
        this.outHeight = outHeight;
        this.outWidth = outWidth;
        reach = (kernelHeight - 1) * dilationY + 1;
        this.strideY = strideY;
        this.top = top;
        outExample = outPixels * outPixel;

        int lines = (outHeight - 1) * strideY + reach;
        int columns = (outWidth - 1) * strideX + (kernelWidth - 1) * dilationX + 1;
        int stripPixel = depthwise ? outPixel : groups > 1 ? inDepth : pixel;
        strip = new Strip(
                height,
                width,
                depthwise ? channels : inDepth,
                pixel,
                stripPixel,
                depthwise ? outDepth : 1,
                top,
                left,
                lines,
                columns);
        visited = new Pixels(
                outHeight,
                outWidth,
                strideY * strip.line,
                strideX * stripPixel,
                outWidth * outerPixel(outDepth, outPixel),
                outerPixel(outDepth, outPixel));
        int depth = depthwise ? 1 : inDepth;
        int[] inImage = new int[taps];
        int[] inFilter = new int[taps];
        for (int tap = 0; tap < taps; tap++) {
            int y = tap / kernelWidth * dilationY;
            int x = tap % kernelWidth * dilationX;
            inImage[tap] = y * strip.line + x * stripPixel;
            inFilter[tap] = tap * depth * 16;
        }
        boolean run = strideX == 1 && dilationX == 1;
        under = new Taps(inImage, inFilter, depth, kernelWidth, run ? outWidth : 0, stripPixel, outPixel, false);
        Plane plane = new Plane(
                new Axis(outHeight, strideY, height, offsets(kernelHeight, dilationY, top)),
                new Axis(outWidth, strideX, width, offsets(kernelWidth, dilationX, left)),
                inFilter,
                depth,
                run,
                depthwise,
                outWidth * outerPixel(outDepth, outPixel),
                outerPixel(outDepth, outPixel));
        Cut cut = Regions.cut(anywhere(outDepth), outDepth <= 16, strip, plane);
        read = cut.bordered ? strip : strip.withoutBorder();
        regions = Regions.of(plane, cut, read);

        Reach rows = new Reach(height, kernelHeight, strideY, dilationY, top);
        Reach across = new Reach(width, kernelWidth, strideX, dilationX, left);
        int dyPixel = depthwise || groups == 1 ? outPixel : outDepth;
        outStrip = new Strip(
                outHeight,
                outWidth,
                depthwise ? filters : outDepth,
                outPixel,
                dyPixel,
                1,
                rows.before,
                across.before,
                rows.length,
                across.length);
        phases = phases(height, width, kernelWidth, strideX, rows, across);
        outRegions = new Regions[phases.length];
        Plane[] planes = new Plane[phases.length];
        for (int p = 0; p < phases.length; p++) {
            planes[p] = phases[p].plane;
        }
        cut = Regions.cut(anywhere(inDepth), inDepth <= 16, outStrip, planes);
        outRead = cut.bordered ? outStrip : outStrip.withoutBorder();
        for (int p = 0; p < phases.length; p++) {
            outRegions[p] = Regions.of(planes[p], cut, outRead);
        }
    }

    /** Whether all tiles of so many columns compute pixels that lie anywhere. */
    private boolean anywhere(int columns) {
        return depthwise || pad16(columns) % 32 == 0;
    }

    /** Where the taps of one axis read, from a pixel's place. */
    private static int[] offsets(int kernel, int dilation, int padding) {
        int[] result = new int[kernel];
        for (int tap = 0; tap < kernel; tap++) {
            result[tap] = tap * dilation - padding;
        }
        return result;
    }

    private Phase[] phases(int height, int width, int kernelWidth, int strideX, Reach rows, Reach across) {
        int pixel = depthwise ? outPixel : outerPixel(inDepth, gradientPixel);
        int panels = (inDepth + 15) / 16;
        int depth = depthwise ? 1 : outDepth;
        int slot = 0;
        Phase[] result = new Phase[Math.min(strideY, height) * Math.min(strideX, width)];
        for (int p = 0; p < result.length; p++) {
            int y = p / Math.min(strideX, width);
            int x = p % Math.min(strideX, width);
            int[] kernelY = rows.taps(y);
            int[] kernelX = across.taps(x);
            int[] tap = new int[kernelY.length * kernelX.length];
            int[] inFilter = new int[tap.length];
            for (int t = 0; t < tap.length; t++) {
                tap[t] = kernelY[t / kernelX.length] * kernelWidth + kernelX[t % kernelX.length];
                // Depthwise, filters are read where they are; others are transposed, in this order.
                inFilter[t] = depthwise ? tap[t] * 16 : slot++ * panels * depth * 16;
            }
            Plane plane = new Plane(
                    new Axis((height - y + strideY - 1) / strideY, 1, outHeight, rows.offsets(y)),
                    new Axis((width - x + strideX - 1) / strideX, 1, outWidth, across.offsets(x)),
                    inFilter,
                    depth,
                    true,
                    depthwise,
                    strideY * width * pixel,
                    strideX * pixel);
            result[p] = new Phase((y * width + x) * pixel, plane, tap);
        }
        return result;
    }

    /** Which taps reach a line of the image from which lines of the result, along one axis. */
    private static final class Reach {
        private final int kernel;
        private final int stride;
        private final int dilation;
        private final int padding;

        /** Lines of zeros before the result's, and lines in all. */
        final int before;

        final int length;

        Reach(int size, int kernel, int stride, int dilation, int padding) {
            this.kernel = kernel;
            this.stride = stride;
            this.dilation = dilation;
            this.padding = padding;
            int least = 0;
            int most = 0;
            for (int phase = 0; phase < Math.min(stride, size); phase++) {
                for (int tap : taps(phase)) {
                    least = Math.min(least, offset(phase, tap));
                    most = Math.max(most, (size - phase - 1) / stride + offset(phase, tap));
                }
            }
            before = -least;
            length = before + most + 1;
        }

        /** The taps, in the order of the lines that they read. */
        int[] taps(int phase) {
            int[] result = new int[kernel];
            int count = 0;
            for (int tap = kernel - 1; tap >= 0; tap--) {
                if ((phase + padding - tap * dilation) % stride == 0) {
                    result[count++] = tap;
                }
            }
            return Arrays.copyOf(result, count);
        }

        /** Where they read, from a line of the phase on. */
        int[] offsets(int phase) {
            int[] result = taps(phase);
            for (int i = 0; i < result.length; i++) {
                result[i] = offset(phase, result[i]);
            }
            return result;
        }

        /** Which line of the result the tap reaches from the first line of the phase. */
        private int offset(int phase, int tap) {
            return (phase + padding - tap * dilation) / stride;
        }
    }

    /**
     * A convolution of these sizes; all but the padding are at least 1, the padding is not negative, channels and filters are
     * multiples of the groups.
     *
     * @param height lines of an image
     * @param width pixels of a line
     * @param pixel floats from one pixel of the image to the next: its channels, or those padded to a multiple of 16
     * @param top lines of zeros above the image
     * @param left pixels of zeros left of it; what is right of and below it follows from the size of the result
     */
    public static Convolution of(
            int height,
            int width,
            int channels,
            int pixel,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int strideY,
            int strideX,
            int dilationY,
            int dilationX,
            int top,
            int left,
            int outHeight,
            int outWidth,
            int groups) {
        return new Convolution(
                height,
                width,
                channels,
                pixel,
                filters,
                kernelHeight,
                kernelWidth,
                strideY,
                strideX,
                dilationY,
                dilationX,
                top,
                left,
                outHeight,
                outWidth,
                groups);
    }

    /** Floats of scratch that {@link #forward} and, for each member, {@link #filter} need. */
    public int resultScratch() {
        return strip.length() + (copiesOut() ? outPixels * pad16(outDepth) + groups * packed() : 0);
    }

    /** Floats of scratch that {@link #image} needs. */
    public int imageScratch() {
        if (depthwise) {
            return outStrip.length() + (outDepth > 1 ? inPixels * outPixel : 0);
        }
        return groups * taps * outDepth * pad16(inDepth)
                + outStrip.length()
                + (copiesIn() ? inPixels * pad16(inDepth) : 0)
                + (copiesOut() ? packed() : 0);
    }

    /** Floats of one group's filters in panels of their own. */
    private int packed() {
        return taps * inDepth * pad16(outDepth);
    }

    /** The take-overs of the tiles, to warm up. */
    public static List<TakeOver> takeOvers() {
        return ConvolutionProducts.takeOvers();
    }

    /**
     * The convolution of {@code n} examples: y = x ∗ w.
     *
     * @param y the results, their pixels padded to a multiple of 16 floats; the padding becomes 0
     */
    public void forward(
            int n, float[] x, int xAt, float[] w, int wAt, float[] y, int yAt, float[] scratch, int scratchAt) {
        forward(Member.ALONE, n, x, xAt, w, wAt, y, yAt, scratch, scratchAt);
    }

    /** The same; {@code member}'s lines of each result. Its scratch is its own. */
    public void forward(
            Member member,
            int n,
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        if (copiesOut()) {
            if (member.isFirst()) {
                groups(n, x, xAt, w, wAt, y, yAt, scratch, scratchAt);
            }
            return;
        }
        int first = member.from(outHeight);
        int end = member.to(outHeight);
        for (int example = 0; example < n && first < end; example++) {
            lines(example, first, end, x, xAt, w, wAt, y, yAt, scratch, scratchAt);
        }
    }

    /**
     * The lines {@code first} to {@code end} of one result, where these lie as they are computed: not those of groups whose filters
     * are no multiple of 16. The examples of a batch come one after the other, from 0.
     */
    public void lines(
            int example,
            int first,
            int end,
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        int image = xAt + example * imageExample;
        int result = yAt + example * outExample + first * outWidth * outPixel;
        float[] a = read.direct() ? x : scratch;
        int aAt = (read.direct() ? image : scratchAt) + read.origin();
        if (example == 0) {
            read.clear(scratch, scratchAt);
        }
        if (depthwise) {
            read.copy(reachedFrom(first), reached(end), x, image, scratch, scratchAt);
            regions.overTaps(first, end, outPixel, a, aAt, w, wAt, taps * 16, y, result);
            return;
        }
        for (int g = 0; g < groups; g++) {
            int panel = taps * inDepth * 16;
            int own = wAt + g * packed();
            read.copy(reachedFrom(first), reached(end), x, image + g * inDepth, scratch, scratchAt);
            regions.overTaps(first, end, pad16(outDepth), a, aAt, w, own, panel, y, result + g * outDepth);
        }
    }

    /** All results of groups whose filters begin within a panel, which are packed anew. */
    private void groups(
            int n, float[] x, int xAt, float[] w, int wAt, float[] y, int yAt, float[] scratch, int scratchAt) {
        float[] a = read.direct() ? x : scratch;
        int own = scratchAt + strip.length();
        int packedAt = own + outPixels * pad16(outDepth);
        for (int g = 0; g < groups && n > 0; g++) {
            pack(w, wAt, g, scratch, packedAt + g * packed());
        }
        read.clear(scratch, scratchAt);
        for (int example = 0; example < n; example++) {
            int image = xAt + example * imageExample;
            int aAt = (read.direct() ? image : scratchAt) + read.origin();
            int result = yAt + example * outExample;
            for (int g = 0; g < groups; g++) {
                int panels = packedAt + g * packed();
                int panel = taps * inDepth * 16;
                read.copy(x, image + g * inDepth, scratch, scratchAt);
                regions.overTaps(pad16(outDepth), a, aAt, scratch, panels, panel, scratch, own);
                scatter(outPixels, outDepth, scratch, own, y, result + g * outDepth, outPixel);
            }
            zero(outPixels, groups * outDepth, outPixel, y, result);
        }
    }

    /** The first of the image's lines that the lines of the result from {@code first} on are made of. */
    private int reachedFrom(int first) {
        return first * strideY - top;
    }

    /** The end of the image's lines that the lines of the result before {@code end} are made of. */
    private int reached(int end) {
        return (end - 1) * strideY - top + reach;
    }

    /** Floats of the lines that {@link #maxima} holds at a time, which it needs behind {@link #resultScratch}. */
    public int linesScratch(Pooling windows) {
        return linesAtOnce(windows) * windows.windowHeight() * outWidth * outPixel;
    }

    /** Lines of windows whose pixels stay in the first cache beside what they are made of. */
    private int linesAtOnce(Pooling windows) {
        return Math.min(windows.outHeight(), Math.max(1, LINES / (windows.windowHeight() * outWidth * outPixel)));
    }

    /**
     * The maxima of windows of the convolution of {@code n} examples, of one group; some lines at a time, so that what they are
     * the maxima of never leaves the first cache, or not even its registers.
     *
     * @param windows side by side, without a border
     * @param y the maxima, their pixels padded to a multiple of 16 floats; the padding becomes 0
     */
    public void maxima(
            Pooling windows,
            int n,
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        maxima(Member.ALONE, windows, n, x, xAt, w, wAt, y, yAt, scratch, scratchAt);
    }

    /** The same; {@code member}'s lines of windows of each image. Its scratch is its own. */
    public void maxima(
            Member member,
            Pooling windows,
            int n,
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        int first = member.from(windows.outHeight());
        int end = member.to(windows.outHeight());
        for (int example = 0; example < n && first < end; example++) {
            linesOfMaxima(windows, example, first, end, x, xAt, w, wAt, y, yAt, scratch, scratchAt);
        }
    }

    /** The lines {@code first} to {@code end} of the maxima of one example, as {@link #lines} those of the convolution. */
    public void linesOfMaxima(
            Pooling windows,
            int example,
            int first,
            int end,
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        int high = windows.windowHeight();
        int image = xAt + example * imageExample;
        int result = yAt + example * windows.outHeight() * windows.outWidth() * outPixel;
        float[] a = read.direct() ? x : scratch;
        int aAt = read.direct() ? image : scratchAt;
        if (example == 0) {
            read.clear(scratch, scratchAt);
        }
        read.copy(reachedFrom(first * high), reached(end * high), x, image, scratch, scratchAt);
        if (PooledSquares.computes(under, strideY, read.line, windows)) {
            PooledSquares.lines(this, under, windows, first, end, a, aAt, w, wAt, y, result, scratch, scratchAt);
        } else {
            maximaOfLines(windows, first, end, a, aAt, w, wAt, y, result, scratch, scratchAt);
        }
    }

    /** The lines of windows of one example from {@code first} to {@code end}, of an image that lies, with its border, at {@code aAt}. */
    void maximaOfLines(
            Pooling windows,
            int first,
            int end,
            float[] a,
            int aAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        int own = scratchAt + strip.length();
        int most = linesAtOnce(windows);
        int high = windows.windowHeight();
        int line = windows.outWidth() * outPixel;
        int panel = taps * inDepth * 16;
        for (int from = first; from < end; from += most) {
            int to = Math.min(end, from + most);
            regions.overTaps(from * high, to * high, outPixel, a, aAt + read.origin(), w, wAt, panel, scratch, own);
            windows.maxOfLines(to - from, scratch, own, y, yAt + from * line);
        }
    }

    /** Floats of a line of the copy of an image. */
    int line() {
        return read.line;
    }

    int outPixel() {
        return outPixel;
    }

    /**
     * The gradient by the image, or a transposed convolution, of {@code n} examples.
     *
     * @param dy the gradient by the result, in padded pixels
     * @param dx the gradient by the image; its pixels are padded to a multiple of 16 floats whatever {@code pixel} is
     */
    public void image(
            int n, float[] dy, int dyAt, float[] w, int wAt, float[] dx, int dxAt, float[] scratch, int scratchAt) {
        if (depthwise) {
            depthwiseImage(n, dy, dyAt, w, wAt, dx, dxAt, scratch, scratchAt);
            return;
        }
        int group = taps * outDepth * pad16(inDepth);
        int stripAt = scratchAt + groups * group;
        int own = stripAt + outStrip.length();
        for (int g = 0; g < groups && n > 0; g++) {
            if (copiesOut()) {
                int packedAt = own + (copiesIn() ? inPixels * pad16(inDepth) : 0);
                pack(w, wAt, g, scratch, packedAt);
                transpose(scratch, packedAt, scratch, scratchAt + g * group);
            } else {
                transpose(w, wAt + g * packed(), scratch, scratchAt + g * group);
            }
        }
        boolean copies = copiesIn();
        float[] a = outRead.direct() ? dy : scratch;
        outRead.clear(scratch, stripAt);
        for (int example = 0; example < n; example++) {
            int from = dyAt + example * outExample;
            int aAt = (outRead.direct() ? from : stripAt) + outRead.origin();
            int result = dxAt + example * gradientExample;
            for (int g = 0; g < groups; g++) {
                int filters = scratchAt + g * group;
                float[] c = copies ? scratch : dx;
                int cAt = copies ? own : result + g * inDepth;
                outRead.copy(dy, from + g * outDepth, scratch, stripAt);
                for (int p = 0; p < phases.length; p++) {
                    outRegions[p].overTaps(
                            pad16(inDepth), a, aAt, scratch, filters, outDepth * 16, c, cAt + phases[p].at);
                }
                if (copies) {
                    scatter(inPixels, inDepth, scratch, own, dx, result + g * inDepth, gradientPixel);
                }
            }
            if (copies) {
                zero(inPixels, groups * inDepth, gradientPixel, dx, result);
            }
        }
    }

    private void depthwiseImage(
            int n, float[] dy, int dyAt, float[] w, int wAt, float[] dx, int dxAt, float[] scratch, int scratchAt) {
        int own = scratchAt + outStrip.length();
        boolean folds = outDepth > 1;
        float[] a = outRead.direct() ? dy : scratch;
        float[] c = folds ? scratch : dx;
        outRead.clear(scratch, scratchAt);
        for (int example = 0; example < n; example++) {
            int from = dyAt + example * outExample;
            outRead.copy(dy, from, scratch, scratchAt);
            int aAt = (outRead.direct() ? from : scratchAt) + outRead.origin();
            int result = dxAt + example * gradientExample;
            int cAt = folds ? own : result;
            for (int p = 0; p < phases.length; p++) {
                outRegions[p].overTaps(outPixel, a, aAt, w, wAt, taps * 16, c, cAt + phases[p].at);
            }
            if (folds) {
                fold(scratch, own, dx, result);
            }
        }
    }

    /** Adds what all filters of a channel give to its gradient. */
    private void fold(float[] from, int fromAt, float[] dx, int dxAt) {
        for (int p = 0; p < inPixels; p++) {
            int source = fromAt + p * outPixel;
            for (int c = 0; c < groups; c++) {
                float sum = from[source++];
                for (int d = 1; d < outDepth; d++) {
                    sum += from[source++];
                }
                dx[dxAt + p * gradientPixel + c] = sum;
            }
        }
        zero(inPixels, groups, gradientPixel, dx, dxAt);
    }

    /**
     * The gradient by the filters, summed over {@code n} examples in their order; {@code member}'s part of it.
     *
     * @param dw the gradient, in the filters' layout
     * @param add whether to add to what {@code dw} holds; if not, it is overwritten
     */
    public void filter(
            Member member,
            int n,
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            float[] dw,
            int dwAt,
            float[] scratch,
            int scratchAt,
            boolean add) {
        boolean copies = copiesOut();
        if ((depthwise || copies) && !member.isFirst()) {
            return;
        }
        Member share = copies ? Member.ALONE : member;
        float[] a = strip.direct() ? x : scratch;
        int own = scratchAt + strip.length();
        int packedAt = own + outPixels * pad16(outDepth);
        strip.clear(scratch, scratchAt);
        for (int g = 0; copies && add && g < groups; g++) {
            pack(dw, dwAt, g, scratch, packedAt + g * packed());
        }
        for (int example = 0; example < n; example++) {
            int image = xAt + example * imageExample;
            int result = dyAt + example * outExample;
            int aAt = strip.direct() ? image : scratchAt;
            boolean more = add || example > 0;
            if (depthwise) {
                strip.copy(x, image, scratch, scratchAt);
                ConvolutionProducts.channelsOverPixels(
                        visited, under, outPixel, a, aAt, dy, result, dw, dwAt, taps * 16, more);
                continue;
            }
            for (int g = 0; g < groups; g++) {
                strip.copy(x, image + g * inDepth, scratch, scratchAt);
                if (copies) {
                    gather(outPixels, outDepth, dy, result + g * outDepth, outPixel, scratch, own);
                }
                ConvolutionProducts.overPixels(
                        share,
                        visited,
                        under,
                        pad16(outDepth),
                        a,
                        aAt,
                        copies ? scratch : dy,
                        copies ? own : result + g * outDepth,
                        copies ? scratch : dw,
                        copies ? packedAt + g * packed() : dwAt + g * packed(),
                        taps * inDepth * 16,
                        more);
            }
        }
        if (copies && n > 0) {
            Arrays.fill(dw, dwAt, dwAt + taps * inDepth * outPixel, 0f);
            for (int g = 0; g < groups; g++) {
                unpack(scratch, packedAt + g * packed(), g, dw, dwAt);
            }
        }
    }

    /** One group's filters, which begin within a panel, in panels of their own, padded with zeros. */
    private void pack(float[] w, int wAt, int group, float[] to, int toAt) {
        int rows = taps * inDepth;
        Arrays.fill(to, toAt, toAt + packed(), 0f);
        for (int f = 0; f < outDepth; f++) {
            int column = group * outDepth + f;
            int source = wAt + (column >> 4) * rows * 16 + (column & 15);
            int target = toAt + (f >> 4) * rows * 16 + (f & 15);
            for (int k = 0; k < rows; k++) {
                to[target + k * 16] = w[source + k * 16];
            }
        }
    }

    private void unpack(float[] from, int fromAt, int group, float[] dw, int dwAt) {
        int rows = taps * inDepth;
        for (int f = 0; f < outDepth; f++) {
            int column = group * outDepth + f;
            int source = fromAt + (f >> 4) * rows * 16 + (f & 15);
            int target = dwAt + (column >> 4) * rows * 16 + (column & 15);
            for (int k = 0; k < rows; k++) {
                dw[target + k * 16] = from[source + k * 16];
            }
        }
    }

    /** One group's filters, transposed tap by tap: what a tap's filters weigh of 16 channels, a filter a row. */
    private void transpose(float[] w, int wAt, float[] to, int toAt) {
        int panel = taps * inDepth * 16;
        int target = toAt;
        for (Phase phase : phases) {
            for (int tap : phase.tap) {
                for (int c = 0; c < inDepth; c += 16) {
                    int rows = Math.min(16, inDepth - c);
                    for (int f = 0; f < outDepth; f += 16) {
                        int from = wAt + (f >> 4) * panel + (tap * inDepth + c) * 16;
                        Moves.transpose(rows, Math.min(16, outDepth - f), w, from, to, target + f * 16);
                    }
                    target += outDepth * 16;
                }
            }
        }
    }

    /** Whether a group's results do not lie where tiles can write them, so that they are copied. */
    private boolean copiesOut() {
        return groups > 1 && !depthwise && outDepth % 16 != 0;
    }

    private boolean copiesIn() {
        return groups > 1 && !depthwise && inDepth % 16 != 0;
    }

    private int outerPixel(int depth, int pixel) {
        return groups > 1 && !depthwise && depth % 16 != 0 ? pad16(depth) : pixel;
    }

    private static void scatter(int pixels, int depth, float[] from, int fromAt, float[] to, int toAt, int pixel) {
        Moves.copy(pixels, 1, depth, from, fromAt, pad16(depth), depth, to, toAt, pixel, depth);
    }

    private static void gather(int pixels, int depth, float[] from, int fromAt, int pixel, float[] to, int toAt) {
        Moves.copy(pixels, 1, depth, from, fromAt, pixel, depth, to, toAt, pad16(depth), depth);
        zero(pixels, depth, pad16(depth), to, toAt);
    }

    /** Zeros behind what a pixel holds. */
    private static void zero(int pixels, int depth, int pixel, float[] to, int toAt) {
        if (depth < pixel) {
            Moves.pad(pixels, depth, to, toAt, pixel);
        }
    }

    private static int pad16(int n) {
        return (n + 15) & -16;
    }
}
