package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.ConvolutionTiles;
import io.lanewise.runtime.kernel.vector.DepthwiseTiles;
import io.lanewise.runtime.kernel.vector.FilterTiles;
import io.lanewise.runtime.kernel.vector.PackedTiles;
import io.lanewise.runtime.kernel.vector.SmallConvolutionTiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The two products that a convolution and its derivatives are made of, each by tiles in vector form or, cold, by the twin and one
 * slice. Every element is one chain of fused multiply-adds in the order of {@link Taps}, or of {@link Pixels}, so its bits depend
 * neither on tiles nor on vector width, threads, or whether the code is warm.
 */
final class ConvolutionProducts {
    // The tiles. Those up to CHANNELS sum over taps, with pixels as rows.
    // The others sum over pixels, with what is under the filter as rows.
    private static final int SIX = 0;
    private static final int TWO = 1;
    private static final int TWELVE = 2;
    private static final int WIDE = 3;
    private static final int DENSE = 4;
    private static final int SMALL = 5;
    private static final int SMALL_DENSE = 6;
    private static final int SMALL_EDGED = 7;
    private static final int SINGLE = 8;
    private static final int SMALL_SINGLE = 9;
    private static final int LONE = 10;
    private static final int CHANNELS = 11;
    private static final int TALL = 12;
    private static final int NARROW = 13;
    private static final int REST = 14;
    private static final int FILTER_CHANNELS = 15;

    /** Pixels that are packed at once, some lines or a part of one: a panel of each image then stays in the first cache. */
    private static final int PACKED_PIXELS = 256;

    /** Columns that are packed at once. */
    private static final int PACKED_COLUMNS = 64;

    private static final Vectors VECTORS = Vectors.ofRuntime();
    private static final TakeOver[] TAKE_OVERS = {
        TakeOver.of(VECTORS, "convolution, 6 pixels"),
        TakeOver.of(VECTORS, "convolution, 2 pixels"),
        TakeOver.of(VECTORS, "convolution, 12 pixels"),
        TakeOver.of(VECTORS, "convolution, 8 neighbours"),
        TakeOver.of(VECTORS, "convolution, 16 neighbours"),
        TakeOver.of(VECTORS, "convolution, 3 and 3 neighbours"),
        TakeOver.of(VECTORS, "convolution, 3 and 3 near neighbours"),
        TakeOver.of(VECTORS, "convolution, 3 and 3 near neighbours, and sides"),
        TakeOver.of(VECTORS, "convolution, 8 neighbours of one channel"),
        TakeOver.of(VECTORS, "convolution, 4 neighbours of one channel"),
        TakeOver.of(VECTORS, "convolution, 1 pixel"),
        TakeOver.of(VECTORS, "convolution, depthwise"),
        TakeOver.of(VECTORS, "convolution, gradient, 12 wide rows"),
        TakeOver.of(VECTORS, "convolution, gradient, 12 rows"),
        TakeOver.of(VECTORS, "convolution, gradient, any rows"),
        TakeOver.of(VECTORS, "convolution, gradient, depthwise"),
    };

    static {
        for (int kind = 0; kind < TAKE_OVERS.length; kind++) {
            TAKE_OVERS[kind].proof(new Proof(kind));
        }
    }

    /** Whether the tiles' classes may be loaded. */
    private static boolean open;

    private ConvolutionProducts() {}

    /** The take-overs of the tiles that this machine's vectors use, to warm up. */
    static List<TakeOver> takeOvers() {
        List<TakeOver> result = new ArrayList<>();
        for (int kind = 0; kind < TAKE_OVERS.length; kind++) {
            if (!VECTORS.usable() || isThere(kind)) {
                result.add(TAKE_OVERS[kind]);
            }
        }
        if (!VECTORS.usable() || PooledSquares.isThere()) {
            result.add(PooledSquares.TAKE_OVER);
        }
        return result;
    }

    /** Whether this machine's vectors use a tile. */
    private static boolean isThere(int kind) {
        return switch (kind) {
            case DENSE -> ConvolutionTiles.HAS_DENSE;
            case WIDE -> !SmallConvolutionTiles.HAS;
            case SMALL, SMALL_DENSE, SMALL_EDGED, SMALL_SINGLE -> SmallConvolutionTiles.HAS;
            case TALL, NARROW -> FilterTiles.HAS_TALL;
            default -> true;
        };
    }

    private static boolean opens() {
        boolean all = VECTORS.forced() || TAKE_OVERS[0].hurried();
        open = VECTORS.usable() && (all ? SelfTest.passed() : Budget.begun() && SelfTest.advanced());
        return open;
    }

    /**
     * C(pixel) = Σ A(pixel + tap) · B(tap) over the taps, of the lines {@code first} to {@code end}.
     *
     * @param n columns of B and C, a multiple of 16
     * @param cAt where line {@code first} is to lie
     */
    static void overTaps(
            Pixels pixels,
            int first,
            int end,
            Taps taps,
            int n,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt) {
        boolean vectors = open || opens();
        int pairs = n - n % 32;
        boolean small = vectors && isThere(SMALL);
        int odd = odd(vectors, small, pixels, taps);
        for (int line = first; line < end; line += pixels.block) {
            int lines = Math.min(pixels.block, end - line);
            int from = aAt + line * pixels.imageLine;
            int to = cAt + (line - first) * pixels.otherLine;
            int m = lines * pixels.width;
            // Five pixels are computed sooner as six than as three times two. Two pixels of small vectors leave half of
            // the multipliers idle: there, three and four are as well.
            int rest = m % 6 > (small ? 2 : 4) ? 0 : m % 6;
            int sixes = m - rest;
            part(SIX, vectors, pixels, lines, taps, 0, sixes, 0, pairs, a, from, b, bAt, bPanel, c, to, 16, false);
            int lone = vectors && rest == 1 ? pairs - pairs % width(LONE) : 0;
            part(LONE, vectors, pixels, lines, taps, sixes, rest, 0, lone, a, from, b, bAt, bPanel, c, to, 16, false);
            part(
                    TWO, vectors, pixels, lines, taps, sixes, rest, lone, pairs, a, from, b, bAt, bPanel, c, to, 16,
                    false);
            part(odd, vectors, pixels, lines, taps, 0, m, pairs, n, a, from, b, bAt, bPanel, c, to, 16, false);
        }
    }

    /** The tile of an odd panel, which has its own on every machine: its sums may have another order. */
    private static int odd(boolean vectors, boolean small, Pixels pixels, Taps taps) {
        if (taps.single) {
            return small && taps.image.length == 9 ? SMALL_SINGLE : SINGLE;
        }
        if (!taps.wide) {
            return TWELVE;
        }
        if (small) {
            boolean near = pixels.imagePixel == 16 && pixels.otherPixel == 16;
            return taps.edged ? SMALL_EDGED : near ? SMALL_DENSE : SMALL;
        }
        return vectors && taps.dense && isThere(DENSE) ? DENSE : WIDE;
    }

    /** C(pixel, channel) = Σ A(pixel + tap, channel) · B(tap, channel) over the taps, of some lines. */
    static void channelsOverTaps(
            Pixels pixels,
            int first,
            int end,
            Taps taps,
            int n,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt) {
        boolean vectors = open || opens();
        for (int line = first; line < end; line += pixels.block) {
            int lines = Math.min(pixels.block, end - line);
            int from = aAt + line * pixels.imageLine;
            int to = cAt + (line - first) * pixels.otherLine;
            int m = lines * pixels.width;
            part(CHANNELS, vectors, pixels, lines, taps, 0, m, 0, n, a, from, b, bAt, bPanel, c, to, 16, false);
        }
    }

    /**
     * C(tap) = Σ A(pixel + tap) · B(pixel) over the pixels, or added to what is there; {@code member}'s part of it.
     *
     * @param n columns of B and C, a multiple of 16
     */
    static void overPixels(
            Member member,
            Pixels pixels,
            Taps taps,
            int n,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        boolean vectors = open || opens();
        // Tiles of 12 rows, which may not reach from one segment into the next if their rows are to be neighbours.
        boolean neighbours = taps.length >= 12;
        if (vectors && neighbours && PackedTiles.HAS) {
            packedOverPixels(member, pixels, taps, n, a, aAt, b, bAt, c, cAt, cPanel, add);
            return;
        }
        int pairs = vectors ? n - n % 32 : 0;
        int length = neighbours ? taps.length : taps.image.length;
        int tiles = (length + 11) / 12;
        int units = tiles * (taps.image.length / length);
        int end = member.to(units);
        for (int line = 0; line < pixels.lines; line += pixels.block) {
            int lines = Math.min(pixels.block, pixels.lines - line);
            int from = aAt + line * pixels.imageLine;
            int other = bAt + line * pixels.otherLine;
            boolean more = add || line > 0;
            for (int u = member.from(units); u < end; u++) {
                int at = u % tiles * 12;
                int row = u / tiles * length + at;
                int m = Math.min(12, length - at);
                if (neighbours && m == 12) {
                    part(
                            TALL, vectors, pixels, lines, taps, row, m, 0, pairs, a, from, b, other, 16, c, cAt, cPanel,
                            more);
                    part(
                            NARROW, vectors, pixels, lines, taps, row, m, pairs, n, a, from, b, other, 16, c, cAt,
                            cPanel, more);
                } else {
                    part(REST, vectors, pixels, lines, taps, row, m, 0, n, a, from, b, other, 16, c, cAt, cPanel, more);
                }
            }
        }
    }

    /**
     * The same by panels: of pixels and, for each 16 numbers of a segment, of what they visit. Where the next segment visits the same
     * lines but one, it reads the panel of the one before from the next line on.
     */
    private static void packedOverPixels(
            Member member,
            Pixels pixels,
            Taps taps,
            int n,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        int width = pixels.width;
        int segments = taps.segmentImage.length;
        boolean shared = true;
        for (int s = 1; s < segments; s++) {
            shared &= taps.segmentImage[s] == taps.segmentImage[s - 1] + pixels.imageLine;
        }
        int beyond = shared ? segments - 1 : 0;
        int units = (taps.length + 15) / 16 * segments;
        int first = member.from(units);
        int end = member.to(units);
        // Some lines, or a part of one.
        int most = Math.min(pixels.lines, Math.max(1, PACKED_PIXELS / Math.max(1, width)));
        int longest = Math.min(width, PACKED_PIXELS);
        int aPacked = PACKED_COLUMNS * most * longest;
        float[] packed = Spare.take(aPacked + 16 * (most + beyond) * longest);
        for (int line = 0; line < pixels.lines; line += most) {
            int lines = Math.min(most, pixels.lines - line);
            for (int x = 0; x < width; x += longest) {
                int count = Math.min(longest, width - x);
                int k = lines * count;
                int from = aAt + line * pixels.imageLine + x * pixels.imagePixel;
                int other = bAt + line * pixels.otherLine + x * pixels.otherPixel;
                boolean more = add || line > 0 || x > 0;
                for (int j = 0; j < n && first < end; j += PACKED_COLUMNS) {
                    int columns = Math.min(PACKED_COLUMNS, n - j);
                    Packing.pack(
                            columns,
                            lines,
                            count,
                            b,
                            other + j,
                            pixels.otherLine,
                            pixels.otherPixel,
                            packed,
                            0,
                            16 * k);
                    for (int u = first; u < end; u++) {
                        int s = u % segments;
                        int at = u / segments * 16;
                        int rows = Math.min(16, taps.length - at);
                        if (!shared || s == 0 || u == first) {
                            int visited = from + taps.segmentImage[shared ? 0 : s] + at;
                            Packing.pack(
                                    rows,
                                    lines + beyond,
                                    count,
                                    a,
                                    visited,
                                    pixels.imageLine,
                                    pixels.imagePixel,
                                    packed,
                                    aPacked,
                                    0);
                        }
                        int panel = shared ? aPacked + s * count * 16 : aPacked;
                        int to = cAt + taps.filter[s * taps.length + at] + j / 16 * cPanel;
                        Gemm.packed(rows, columns, k, packed, panel, 0, c, to, 16, cPanel, more);
                    }
                }
            }
        }
        Spare.give(packed);
    }

    /** C(tap, channel) = Σ A(pixel + tap, channel) · B(pixel, channel) over the pixels, or added to what is there. */
    static void channelsOverPixels(
            Pixels pixels,
            Taps taps,
            int n,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        boolean vectors = open || opens();
        for (int line = 0; line < pixels.lines; line += pixels.block) {
            int lines = Math.min(pixels.block, pixels.lines - line);
            int from = aAt + line * pixels.imageLine;
            int other = bAt + line * pixels.otherLine;
            int rows = taps.image.length;
            boolean more = add || line > 0;
            part(
                    FILTER_CHANNELS,
                    vectors,
                    pixels,
                    lines,
                    taps,
                    0,
                    rows,
                    0,
                    n,
                    a,
                    from,
                    b,
                    other,
                    16,
                    c,
                    cAt,
                    cPanel,
                    more);
        }
    }

    /** The columns {@code from} to {@code to} of {@code m} rows, by tiles of one kind, or cold by the twin and one slice. */
    private static void part(
            int kind,
            boolean vectors,
            Pixels pixels,
            int lines,
            Taps taps,
            int row,
            int m,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        if (from >= to || m <= 0) {
            return;
        }
        int steps = overTaps(kind) ? taps.image.length : lines * pixels.width;
        if (!vectors || steps == 0) {
            long start = System.nanoTime();
            twin(kind, pixels, taps, row, row + m, 0, steps, from, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            Budget.earn(System.nanoTime() - start);
            return;
        }
        TakeOver takeOver = TAKE_OVERS[kind];
        if (!takeOver.warm()) {
            cold(kind, pixels, lines, taps, row, m, steps, from, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            return;
        }
        takeOver.computed((long) m * (to - from) * steps);
        int width = width(kind);
        int walk = walk(kind, pixels, m);
        int end = row + m;
        for (int j = from; j < to; j += width) {
            for (int i = row; i < end; i += walk) {
                int rows = Math.min(walk, end - i);
                tile(kind, pixels, lines, taps, i, rows, 0, steps, j, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            }
        }
    }

    /** Rows, of {@code m}, that a call of a tile computes, which may walk through them. */
    private static int walk(int kind, Pixels pixels, int m) {
        return switch (kind) {
            case SIX, TWO, DENSE, SMALL, SMALL_DENSE, SMALL_EDGED -> m;
            case WIDE, SINGLE, SMALL_SINGLE -> pixels.width;
            default -> rows(kind);
        };
    }

    /** Whether {@code row} is the first of a line beside which the image ends. */
    private static boolean beginsLine(Taps taps, Pixels pixels, int row) {
        return taps.edged && row % pixels.width == 0;
    }

    private static boolean overTaps(int kind) {
        return kind <= CHANNELS;
    }

    /** Whether the rows of a tile are pixels side by side, and its steps come by three or all together. */
    private static boolean neighbours(int kind) {
        return kind >= WIDE && kind <= SMALL_SINGLE;
    }

    private static int rows(int kind) {
        return switch (kind) {
            case SIX, SMALL, SMALL_DENSE, SMALL_EDGED -> 6;
            case WIDE, SINGLE -> Taps.RUN;
            case TWO -> 2;
            case LONE -> 1;
            case SMALL_SINGLE -> 4;
            case DENSE -> Taps.LONG_RUN;
            case CHANNELS, FILTER_CHANNELS -> 5;
            default -> 12;
        };
    }

    private static int width(int kind) {
        return switch (kind) {
            case SIX, TWO -> ConvolutionTiles.PAIR;
            case LONE -> 4 * ConvolutionTiles.ONE;
            case SMALL, SMALL_DENSE, SMALL_EDGED, SMALL_SINGLE -> SmallConvolutionTiles.WIDTH;
            case TALL -> FilterTiles.PAIR;
            default -> ConvolutionTiles.ONE;
        };
    }

    /** The first steps that may be computed apart from the others, for a slice. */
    private static int firstSteps(int kind, Pixels pixels, Taps taps, int steps) {
        return switch (kind) {
            case SIX, TWO, LONE -> taps.length;
            case WIDE -> 3 * taps.depth;
            case TALL, NARROW -> pixels.width;
            default -> steps;
        };
    }

    /** From the weights of a column to those {@code i} vectors on. */
    private static int ahead(int column, int i, int bPanel) {
        int other = column + i * ConvolutionTiles.ONE;
        return ((other >> 4) - (column >> 4)) * bPanel + (other & 15) - (column & 15);
    }

    /** The steps {@code from} to {@code to} of one tile: all, or some of the first that may be computed apart. */
    private static void tile(
            int kind,
            Pixels pixels,
            int lines,
            Taps taps,
            int row,
            int rows,
            int from,
            int to,
            int column,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        int bj = bAt + (column >> 4) * bPanel + (column & 15);
        int cj = cAt + (column >> 4) * cPanel + (column & 15);
        switch (kind) {
            case SIX, TWO, LONE -> {
                boolean all = to - from == taps.image.length;
                int segments = all ? taps.segmentImage.length : 1;
                int length = all ? taps.length : to - from;
                int[] rowA = pixels.image;
                int[] rowC = pixels.other;
                int[] inA = taps.segmentImage;
                int[] inB = taps.segmentFilter;
                int a0 = aAt + from;
                int b0 = bj + from * 16;
                int b1 = b0 + ahead(column, 1, bPanel);
                if (kind == LONE) {
                    int b2 = b0 + ahead(column, 2, bPanel);
                    int b3 = b0 + ahead(column, 3, bPanel);
                    ConvolutionTiles.one(
                            inA, inB, segments, length, a, a0 + rowA[row], b, b0, b1, b2, b3, c, cj + rowC[row]);
                } else if (kind == SIX) {
                    ConvolutionTiles.six(rows, rowA, rowC, row, inA, inB, segments, length, a, a0, b, b0, b1, c, cj);
                } else {
                    ConvolutionTiles.two(rows, rowA, rowC, row, inA, inB, segments, length, a, a0, b, b0, b1, c, cj);
                }
            }
            case TWELVE ->
                ConvolutionTiles.twelve(
                        rows,
                        pixels.image,
                        pixels.other,
                        row,
                        taps.image,
                        taps.filter,
                        from,
                        to,
                        a,
                        aAt,
                        b,
                        bj,
                        c,
                        cj,
                        add);
            case WIDE -> {
                boolean all = to - from == taps.image.length;
                ConvolutionTiles.wide(
                        rows,
                        taps.tapImage,
                        taps.tapFilter,
                        all ? taps.tapImage.length / 3 : 1,
                        all ? taps.depth : (to - from) / 3,
                        a,
                        aAt + pixels.image[row] + from / 3,
                        pixels.imagePixel,
                        b,
                        bj + from / 3 * 16,
                        c,
                        cj + pixels.other[row],
                        pixels.otherPixel,
                        beginsLine(taps, pixels, row),
                        beginsLine(taps, pixels, row + rows));
            }
            case SMALL, SMALL_DENSE, SMALL_EDGED -> {
                // Whole lines, or some pixels of one.
                int high = Math.max(1, rows / pixels.width);
                float[] weights = Spare.take(to * 16);
                SmallConvolutionTiles.inOrder(taps.wideFilter, to, b, bj, weights);
                SmallConvolutionTiles.lines(
                        high,
                        rows / high,
                        taps.wideImage,
                        to,
                        a,
                        aAt + pixels.image[row],
                        pixels.imageLine,
                        pixels.imagePixel,
                        weights,
                        0,
                        c,
                        cj + pixels.other[row],
                        pixels.otherLine,
                        pixels.otherPixel,
                        kind != SMALL,
                        beginsLine(taps, pixels, row),
                        beginsLine(taps, pixels, row + rows));
                Spare.give(weights);
            }
            case DENSE -> {
                // Whole lines, or some pixels of one.
                int high = Math.max(1, rows / pixels.width);
                ConvolutionTiles.dense(
                        high,
                        rows / high,
                        taps.wideImage,
                        taps.wideFilter,
                        to,
                        a,
                        aAt + pixels.image[row],
                        pixels.imageLine,
                        b,
                        bj,
                        c,
                        cj + pixels.other[row],
                        pixels.otherLine,
                        beginsLine(taps, pixels, row),
                        beginsLine(taps, pixels, row + rows));
            }
            case SINGLE ->
                ConvolutionTiles.single(
                        rows,
                        taps.tapImage,
                        to / 3,
                        a,
                        aAt + pixels.image[row],
                        b,
                        bj,
                        c,
                        cj + pixels.other[row],
                        pixels.otherPixel);
            case SMALL_SINGLE ->
                SmallConvolutionTiles.single(
                        rows,
                        taps.tapImage,
                        a,
                        aAt + pixels.image[row],
                        b,
                        bj,
                        c,
                        cj + pixels.other[row],
                        pixels.otherPixel);
            case CHANNELS ->
                DepthwiseTiles.five(
                        rows,
                        pixels.image,
                        pixels.other,
                        row,
                        taps.image,
                        taps.filter,
                        from,
                        to,
                        a,
                        aAt + column,
                        b,
                        bj,
                        c,
                        cj,
                        add);
            case TALL, NARROW -> {
                boolean all = to - from == lines * pixels.width;
                int count = all ? pixels.width : to - from;
                int aFrom = aAt + taps.image[row] + from * pixels.imagePixel;
                int bFrom = bj + from * pixels.otherPixel;
                int cRow = taps.filter[row];
                if (kind == NARROW) {
                    FilterTiles.narrow(
                            all ? lines : 1,
                            count,
                            a,
                            aFrom,
                            pixels.imagePixel,
                            pixels.imageLine,
                            b,
                            bFrom,
                            pixels.otherPixel,
                            pixels.otherLine,
                            c,
                            cj + cRow,
                            add);
                } else {
                    int second = column + FilterTiles.ONE;
                    FilterTiles.tall(
                            all ? lines : 1,
                            count,
                            a,
                            aFrom,
                            pixels.imagePixel,
                            pixels.imageLine,
                            b,
                            bFrom,
                            pixels.otherPixel,
                            pixels.otherLine,
                            c,
                            cj + cRow,
                            cAt + (second >> 4) * cPanel + (second & 15) + cRow,
                            add);
                }
            }
            case REST ->
                ConvolutionTiles.twelve(
                        rows,
                        taps.image,
                        taps.filter,
                        row,
                        pixels.image,
                        pixels.other,
                        from,
                        to,
                        a,
                        aAt,
                        b,
                        bj,
                        c,
                        cj,
                        add);
            default ->
                DepthwiseTiles.five(
                        rows,
                        taps.image,
                        taps.filter,
                        row,
                        pixels.image,
                        pixels.other,
                        from,
                        to,
                        a,
                        aAt + column,
                        b,
                        bj,
                        c,
                        cj,
                        add);
        }
    }

    private static void twin(
            int kind,
            Pixels pixels,
            Taps taps,
            int row,
            int end,
            int first,
            int last,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        if (neighbours(kind)) {
            ScalarConvolution.neighbours(
                    pixels, taps, row, end, first, last, from, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            return;
        }
        boolean over = overTaps(kind);
        int[] rowA = over ? pixels.image : taps.image;
        int[] rowC = over ? pixels.other : taps.filter;
        int[] stepA = over ? taps.image : pixels.image;
        int[] stepB = over ? taps.filter : pixels.other;
        if (kind == CHANNELS || kind == FILTER_CHANNELS) {
            ScalarConvolution.channels(
                    rowA, rowC, row, end, stepA, stepB, first, last, from, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel,
                    add);
        } else {
            ScalarConvolution.sums(
                    rowA, rowC, row, end, stepA, stepB, first, last, from, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel,
                    add);
        }
    }

    /**
     * The twin computes, except for the first steps of the first tiles, which the vector form may compute, a few steps at a time,
     * or the same few again and again where it cannot continue them; the twin then continues.
     */
    private static void cold(
            int kind,
            Pixels pixels,
            int lines,
            Taps taps,
            int row,
            int m,
            int steps,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        TakeOver takeOver = TAKE_OVERS[kind];
        int width = width(kind);
        int rows = Math.min(rows(kind), m);
        int unit = kind == SMALL_SINGLE ? steps : neighbours(kind) ? 3 : 1;
        long tile = (long) rows * width;
        long work = (long) m * (to - from) * steps;
        long slice = takeOver.slice(work, tile * unit);
        long start = System.nanoTime();
        int i = 0;
        int end = from;
        int done = 0;
        int deep = 0;
        if (slice > 0) {
            long left = Math.max(unit, slice / tile);
            // Neighbours lie in one line; of what is counted in tens, at least one whole tile.
            int most = (neighbours(kind) ? pixels.width : m) / rows;
            int down = (int) Math.max(1, Math.min(left / unit, most));
            left = Math.max(unit, left / down);
            int across = (int) Math.max(1, Math.min(left / unit, (to - from) / width));
            left = Math.max(unit, left / across);
            int first = firstSteps(kind, pixels, taps, steps);
            boolean all = left >= steps && !takeOver.slow();
            deep = all ? steps : (int) Math.min(left, first) / unit * unit;
            int calls = takeOver.slow() ? Math.max(1, takeOver.mostCalls() / (down * across)) : 2;
            int step = all ? steps : Math.max(unit, deep / calls / unit * unit);
            i = down * rows;
            end = from + across * width;
            // Sums over pixels continue what is there; those over taps begin anew, with the same steps.
            boolean continues = !overTaps(kind);
            deep = continues ? deep : deep / step * step;
            done = continues ? deep : step;
            for (int t = 0; t < deep; t += step) {
                int begin = continues ? t : 0;
                int last = continues ? Math.min(deep, t + step) : step;
                boolean more = add || begin > 0;
                for (int j = from; j < end; j += width) {
                    for (int r = row; r < row + i; r += rows) {
                        tile(
                                kind, pixels, lines, taps, r, rows, begin, last, j, a, aAt, b, bAt, bPanel, c, cAt,
                                cPanel, more);
                    }
                }
            }
        }
        long middle = System.nanoTime();
        if (i > 0) {
            int mid = row + i;
            twin(kind, pixels, taps, row, mid, done, steps, from, end, a, aAt, b, bAt, bPanel, c, cAt, cPanel, true);
            twin(kind, pixels, taps, row, mid, 0, steps, end, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
        }
        twin(kind, pixels, taps, row + i, row + m, 0, steps, from, to, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
        long columns = i * (long) (end - from);
        takeOver.timed(columns * deep, middle - start, work - columns * done, System.nanoTime() - middle);
    }

    /** Compares a tile with the twin, on few numbers and steps, since it may run interpreted. */
    private static final class Proof implements TakeOver.Proof {
        private final int kind;

        /** @param kind which tile */
        Proof(int kind) {
            this.kind = kind;
        }

        @Override
        public boolean agrees(TakeOver kernel) {
            if (!isThere(kind)) {
                return true; // never asked for
            }
            // One line or some, under 3 taps, or 9 where there is one channel; else of 4 channels, or 16 that are
            // lanes.
            boolean channels = kind == CHANNELS || kind == FILTER_CHANNELS;
            boolean edged = kind == DENSE || kind == WIDE || kind == SMALL_EDGED;
            boolean close = edged || kind == SMALL_DENSE;
            boolean single = kind == SINGLE || kind == SMALL_SINGLE;
            boolean small = kind == SMALL || kind == SMALL_DENSE || kind == SMALL_EDGED;
            // Small tiles compute three: of 13 and 21 pixels, and of 19 between sides, an odd number, the last anew.
            int count = close ? small ? 21 : 20 : small ? 13 : kind == SIX || kind == TWO || single ? 11 : 12;
            int pixel = channels || close ? 16 : single ? 1 : 4;
            int otherPixel = close ? 16 : 32;
            int high = small ? 3 : kind == DENSE ? 2 : 1;
            Pixels pixels = new Pixels(high, count, (count + 2) * pixel, pixel, count * otherPixel, otherPixel);
            int depth = channels || single ? 1 : 4;
            int[] inImage = new int[single ? 9 : 3];
            int[] inFilter = new int[inImage.length];
            for (int tap = 0; tap < inImage.length; tap++) {
                inImage[tap] = tap / 3 * (count + 2) * pixel + tap % 3 * pixel;
                inFilter[tap] = tap * 16 * depth;
            }
            int run = neighbours(kind) ? count : 0;
            int n = Math.max(16, width(kind));
            int under = inImage.length * depth;
            int panel = under * 16;
            boolean over = overTaps(kind);
            int bPanel = over ? panel : 16;
            int cPanel = over ? 16 : panel;
            float[] a = TileProof.numbers((high + 2) * (count + 2) * pixel, 1);
            float[] b = TileProof.numbers(24 * 32, 2);
            int all = high * count;
            int steps = over ? under : all;
            int rows = Math.min(rows(kind), over ? all : under);
            // Tiles over taps walk through their rows, and begin anew.
            int m = over ? Math.min(walk(kind, pixels, all), all) : rows;
            boolean agrees = true;
            for (boolean other : new boolean[] {false, true}) {
                boolean add = other && !over;
                Taps taps = new Taps(inImage, inFilter, depth, 3, run, pixel, otherPixel, other && edged);
                float[] expected = TileProof.numbers(high * count * 32, 3);
                float[] actual = expected.clone();
                twin(kind, pixels, taps, 0, m, 0, steps, 0, n, a, 0, b, 0, bPanel, expected, 0, cPanel, add);
                for (int j = 0; j < n; j += width(kind)) {
                    tile(kind, pixels, 1, taps, 0, m, 0, steps, j, a, 0, b, 0, bPanel, actual, 0, cPanel, add);
                }
                agrees &= Arrays.equals(expected, actual);
            }
            return agrees;
        }
    }
}
