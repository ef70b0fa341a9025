package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of convolutions. Rows of A are pixels that lie anywhere, k runs over the numbers under a filter: A(i, t) is
 * at {@code aAt + rowA[i] + …} of a segment or a step, B in panels of 16 columns, C(i) at {@code rowC[i]}. The sums never leave
 * their registers. A tile of pixels that lie anywhere computes the last one again where it reaches past it; one of neighbours
 * begins early instead, and computes some again.
 */
public final class ConvolutionTiles {
    /** Whether there are registers enough for {@link #dense}. */
    public static final boolean HAS_DENSE = Lanes.LENGTH == 16;

    /** Columns of {@link #six} and {@link #two}. */
    public static final int PAIR = 2 * Lanes.LENGTH;

    /** Columns of a vector, and of the others but {@link #one}. */
    public static final int ONE = Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;

    private ConvolutionTiles() {}

    /**
     * Rows of 2 vectors, six at a time, over the first {@code segments} of k, {@code length} steps each.
     *
     * @param b0 the first vector of B, {@code b1} the second, at which a segment's offset in {@code segmentB} is added; two of 256
     *     bit or less lie side by side, where it is not read
     * @param cAt the first vector of C; the second lies right behind
     */
    public static void six(
            int rows,
            int[] rowA,
            int[] rowC,
            int row,
            int[] segmentA,
            int[] segmentB,
            int segments,
            int length,
            float[] a,
            int aAt,
            float[] b,
            int b0,
            int b1,
            float[] c,
            int cAt) {
        int last = row + rows - 1;
        for (int first = row; first <= last; first += 6) {
            int r0 = first;
            int r1 = Math.min(first + 1, last);
            int r2 = Math.min(first + 2, last);
            int r3 = Math.min(first + 3, last);
            int r4 = Math.min(first + 4, last);
            int r5 = Math.min(first + 5, last);
            int a0 = aAt + rowA[r0];
            int a1 = aAt + rowA[r1];
            int a2 = aAt + rowA[r2];
            int a3 = aAt + rowA[r3];
            int a4 = aAt + rowA[r4];
            int a5 = aAt + rowA[r5];
            int o0 = cAt + rowC[r0];
            int o1 = cAt + rowC[r1];
            int o2 = cAt + rowC[r2];
            int o3 = cAt + rowC[r3];
            int o4 = cAt + rowC[r4];
            int o5 = cAt + rowC[r5];
            FloatVector s00 = FloatVector.zero(S);
            FloatVector s01 = FloatVector.zero(S);
            FloatVector s10 = FloatVector.zero(S);
            FloatVector s11 = FloatVector.zero(S);
            FloatVector s20 = FloatVector.zero(S);
            FloatVector s21 = FloatVector.zero(S);
            FloatVector s30 = FloatVector.zero(S);
            FloatVector s31 = FloatVector.zero(S);
            FloatVector s40 = FloatVector.zero(S);
            FloatVector s41 = FloatVector.zero(S);
            FloatVector s50 = FloatVector.zero(S);
            FloatVector s51 = FloatVector.zero(S);
            for (int s = 0; s < segments; s++) {
                int segment = segmentA[s];
                int p0 = a0 + segment;
                int p1 = a1 + segment;
                int p2 = a2 + segment;
                int p3 = a3 + segment;
                int p4 = a4 + segment;
                int p5 = a5 + segment;
                int q0 = b0 + segmentB[s];
                int q1 = PAIR <= 16 ? q0 + ONE : b1 + segmentB[s];
                for (int t = 0; t < length; t++) {
                    FloatVector y0 = FloatVector.fromArray(S, b, q0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, q1 + t * 16);
                    FloatVector x = FloatVector.broadcast(S, a[p0 + t]);
                    s00 = x.fma(y0, s00);
                    s01 = x.fma(y1, s01);
                    x = FloatVector.broadcast(S, a[p1 + t]);
                    s10 = x.fma(y0, s10);
                    s11 = x.fma(y1, s11);
                    x = FloatVector.broadcast(S, a[p2 + t]);
                    s20 = x.fma(y0, s20);
                    s21 = x.fma(y1, s21);
                    x = FloatVector.broadcast(S, a[p3 + t]);
                    s30 = x.fma(y0, s30);
                    s31 = x.fma(y1, s31);
                    x = FloatVector.broadcast(S, a[p4 + t]);
                    s40 = x.fma(y0, s40);
                    s41 = x.fma(y1, s41);
                    x = FloatVector.broadcast(S, a[p5 + t]);
                    s50 = x.fma(y0, s50);
                    s51 = x.fma(y1, s51);
                }
            }
            s00.intoArray(c, o0);
            s01.intoArray(c, o0 + ONE);
            s10.intoArray(c, o1);
            s11.intoArray(c, o1 + ONE);
            s20.intoArray(c, o2);
            s21.intoArray(c, o2 + ONE);
            s30.intoArray(c, o3);
            s31.intoArray(c, o3 + ONE);
            s40.intoArray(c, o4);
            s41.intoArray(c, o4 + ONE);
            s50.intoArray(c, o5);
            s51.intoArray(c, o5 + ONE);
        }
    }

    /** {@link #six} for what is left of the rows, two at a time. */
    public static void two(
            int rows,
            int[] rowA,
            int[] rowC,
            int row,
            int[] segmentA,
            int[] segmentB,
            int segments,
            int length,
            float[] a,
            int aAt,
            float[] b,
            int b0,
            int b1,
            float[] c,
            int cAt) {
        int last = row + rows - 1;
        for (int r0 = row; r0 <= last; r0 += 2) {
            int r1 = Math.min(r0 + 1, last);
            int o0 = cAt + rowC[r0];
            int o1 = cAt + rowC[r1];
            FloatVector s00 = FloatVector.zero(S);
            FloatVector s01 = FloatVector.zero(S);
            FloatVector s10 = FloatVector.zero(S);
            FloatVector s11 = FloatVector.zero(S);
            for (int s = 0; s < segments; s++) {
                int p0 = aAt + rowA[r0] + segmentA[s];
                int p1 = aAt + rowA[r1] + segmentA[s];
                int q0 = b0 + segmentB[s];
                int q1 = PAIR <= 16 ? q0 + ONE : b1 + segmentB[s];
                for (int t = 0; t < length; t++) {
                    FloatVector y0 = FloatVector.fromArray(S, b, q0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, q1 + t * 16);
                    FloatVector x = FloatVector.broadcast(S, a[p0 + t]);
                    s00 = x.fma(y0, s00);
                    s01 = x.fma(y1, s01);
                    x = FloatVector.broadcast(S, a[p1 + t]);
                    s10 = x.fma(y0, s10);
                    s11 = x.fma(y1, s11);
                }
            }
            s00.intoArray(c, o0);
            s01.intoArray(c, o0 + ONE);
            s10.intoArray(c, o1);
            s11.intoArray(c, o1 + ONE);
        }
    }

    /** {@link #six} for one row, as images have at their corners, of 4 vectors, whose sums do not wait for each other as two would. */
    public static void one(
            int[] segmentA,
            int[] segmentB,
            int segments,
            int length,
            float[] a,
            int aAt,
            float[] b,
            int b0,
            int b1,
            int b2,
            int b3,
            float[] c,
            int cAt) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        for (int s = 0; s < segments; s++) {
            int p = aAt + segmentA[s];
            int q = segmentB[s];
            for (int t = 0; t < length; t++) {
                FloatVector x = FloatVector.broadcast(S, a[p + t]);
                s0 = x.fma(FloatVector.fromArray(S, b, b0 + q + t * 16), s0);
                s1 = x.fma(FloatVector.fromArray(S, b, b1 + q + t * 16), s1);
                s2 = x.fma(FloatVector.fromArray(S, b, b2 + q + t * 16), s2);
                s3 = x.fma(FloatVector.fromArray(S, b, b3 + q + t * 16), s3);
            }
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + ONE);
        s2.intoArray(c, cAt + 2 * ONE);
        s3.intoArray(c, cAt + 3 * ONE);
    }

    /** Up to 12 rows of 1 vector, over the steps {@code from} to {@code to} of k, each with a place of its own. */
    public static void twelve(
            int rows,
            int[] rowA,
            int[] rowC,
            int row,
            int[] stepA,
            int[] stepB,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            boolean add) {
        int r0 = row;
        int r1 = row + Math.min(1, rows - 1);
        int r2 = row + Math.min(2, rows - 1);
        int r3 = row + Math.min(3, rows - 1);
        int r4 = row + Math.min(4, rows - 1);
        int r5 = row + Math.min(5, rows - 1);
        int r6 = row + Math.min(6, rows - 1);
        int r7 = row + Math.min(7, rows - 1);
        int r8 = row + Math.min(8, rows - 1);
        int r9 = row + Math.min(9, rows - 1);
        int r10 = row + Math.min(10, rows - 1);
        int r11 = row + Math.min(11, rows - 1);
        int a0 = aAt + rowA[r0];
        int a1 = aAt + rowA[r1];
        int a2 = aAt + rowA[r2];
        int a3 = aAt + rowA[r3];
        int a4 = aAt + rowA[r4];
        int a5 = aAt + rowA[r5];
        int a6 = aAt + rowA[r6];
        int a7 = aAt + rowA[r7];
        int a8 = aAt + rowA[r8];
        int a9 = aAt + rowA[r9];
        int a10 = aAt + rowA[r10];
        int a11 = aAt + rowA[r11];
        int o0 = rowC[r0];
        int o1 = rowC[r1];
        int o2 = rowC[r2];
        int o3 = rowC[r3];
        int o4 = rowC[r4];
        int o5 = rowC[r5];
        int o6 = rowC[r6];
        int o7 = rowC[r7];
        int o8 = rowC[r8];
        int o9 = rowC[r9];
        int o10 = rowC[r10];
        int o11 = rowC[r11];
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s0 = FloatVector.fromArray(S, before, at * (cAt + o0));
        FloatVector s1 = FloatVector.fromArray(S, before, at * (cAt + o1));
        FloatVector s2 = FloatVector.fromArray(S, before, at * (cAt + o2));
        FloatVector s3 = FloatVector.fromArray(S, before, at * (cAt + o3));
        FloatVector s4 = FloatVector.fromArray(S, before, at * (cAt + o4));
        FloatVector s5 = FloatVector.fromArray(S, before, at * (cAt + o5));
        FloatVector s6 = FloatVector.fromArray(S, before, at * (cAt + o6));
        FloatVector s7 = FloatVector.fromArray(S, before, at * (cAt + o7));
        FloatVector s8 = FloatVector.fromArray(S, before, at * (cAt + o8));
        FloatVector s9 = FloatVector.fromArray(S, before, at * (cAt + o9));
        FloatVector s10 = FloatVector.fromArray(S, before, at * (cAt + o10));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (cAt + o11));
        for (int t = from; t < to; t++) {
            int step = stepA[t];
            FloatVector y = FloatVector.fromArray(S, b, bAt + stepB[t]);
            FloatVector x = FloatVector.broadcast(S, a[a0 + step]);
            s0 = x.fma(y, s0);
            x = FloatVector.broadcast(S, a[a1 + step]);
            s1 = x.fma(y, s1);
            x = FloatVector.broadcast(S, a[a2 + step]);
            s2 = x.fma(y, s2);
            x = FloatVector.broadcast(S, a[a3 + step]);
            s3 = x.fma(y, s3);
            x = FloatVector.broadcast(S, a[a4 + step]);
            s4 = x.fma(y, s4);
            x = FloatVector.broadcast(S, a[a5 + step]);
            s5 = x.fma(y, s5);
            x = FloatVector.broadcast(S, a[a6 + step]);
            s6 = x.fma(y, s6);
            x = FloatVector.broadcast(S, a[a7 + step]);
            s7 = x.fma(y, s7);
            x = FloatVector.broadcast(S, a[a8 + step]);
            s8 = x.fma(y, s8);
            x = FloatVector.broadcast(S, a[a9 + step]);
            s9 = x.fma(y, s9);
            x = FloatVector.broadcast(S, a[a10 + step]);
            s10 = x.fma(y, s10);
            x = FloatVector.broadcast(S, a[a11 + step]);
            s11 = x.fma(y, s11);
        }
        s0.intoArray(c, cAt + o0);
        s1.intoArray(c, cAt + o1);
        s2.intoArray(c, cAt + o2);
        s3.intoArray(c, cAt + o3);
        s4.intoArray(c, cAt + o4);
        s5.intoArray(c, cAt + o5);
        s6.intoArray(c, cAt + o6);
        s7.intoArray(c, cAt + o7);
        s8.intoArray(c, cAt + o8);
        s9.intoArray(c, cAt + o9);
        s10.intoArray(c, cAt + o10);
        s11.intoArray(c, cAt + o11);
    }

    /**
     * A line of 8 pixels or more, of 1 vector, under a filter 3 wide: what is read of a pixel serves the three sums that it is
     * in, so that a sum takes half a read of A. Over the first {@code lines} of the filter, for each over {@code depth}
     * channels, for each over the three taps. Pixels come by eight; the last eight may repeat some.
     *
     * @param pixels how many, at least 8
     * @param tapA the place of each tap of the filter in A; those of a line are {@code pixel} apart
     * @param left whether what lies left of the first pixel is outside the image, of at most 16 channels: 0 is read in its place
     * @param right the same of what lies right of the last
     */
    public static void wide(
            int pixels,
            int[] tapA,
            int[] tapB,
            int lines,
            int depth,
            float[] a,
            int aAt,
            int pixel,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cPixel,
            boolean left,
            boolean right) {
        for (int x0 = 0; x0 < pixels; x0 += 8) {
            int first = Math.min(x0, pixels - 8);
            int from = aAt + first * pixel;
            int to = cAt + first * cPixel;
            boolean outsideLeft = left && first == 0;
            boolean outsideRight = right && first == pixels - 8;
            float[] before = outsideLeft ? Lanes.ZEROS : a;
            float[] behind = outsideRight ? Lanes.ZEROS : a;
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            FloatVector s4 = FloatVector.zero(S);
            FloatVector s5 = FloatVector.zero(S);
            FloatVector s6 = FloatVector.zero(S);
            FloatVector s7 = FloatVector.zero(S);
            for (int line = 0; line < lines; line++) {
                int p = from + tapA[3 * line];
                int p0 = outsideLeft ? 0 : p;
                int p1 = p + pixel;
                int p2 = p1 + pixel;
                int p3 = p2 + pixel;
                int p4 = p3 + pixel;
                int p5 = p4 + pixel;
                int p6 = p5 + pixel;
                int p7 = p6 + pixel;
                int p8 = p7 + pixel;
                int p9 = outsideRight ? 0 : p8 + pixel;
                int q0 = bAt + tapB[3 * line];
                int q1 = bAt + tapB[3 * line + 1];
                int q2 = bAt + tapB[3 * line + 2];
                for (int t = 0; t < depth; t++) {
                    FloatVector y0 = FloatVector.fromArray(S, b, q0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, q1 + t * 16);
                    FloatVector y2 = FloatVector.fromArray(S, b, q2 + t * 16);
                    FloatVector x = FloatVector.broadcast(S, before[p0 + t]);
                    s0 = x.fma(y0, s0);
                    x = FloatVector.broadcast(S, a[p1 + t]);
                    s1 = x.fma(y0, s1);
                    s0 = x.fma(y1, s0);
                    x = FloatVector.broadcast(S, a[p2 + t]);
                    s2 = x.fma(y0, s2);
                    s1 = x.fma(y1, s1);
                    s0 = x.fma(y2, s0);
                    x = FloatVector.broadcast(S, a[p3 + t]);
                    s3 = x.fma(y0, s3);
                    s2 = x.fma(y1, s2);
                    s1 = x.fma(y2, s1);
                    x = FloatVector.broadcast(S, a[p4 + t]);
                    s4 = x.fma(y0, s4);
                    s3 = x.fma(y1, s3);
                    s2 = x.fma(y2, s2);
                    x = FloatVector.broadcast(S, a[p5 + t]);
                    s5 = x.fma(y0, s5);
                    s4 = x.fma(y1, s4);
                    s3 = x.fma(y2, s3);
                    x = FloatVector.broadcast(S, a[p6 + t]);
                    s6 = x.fma(y0, s6);
                    s5 = x.fma(y1, s5);
                    s4 = x.fma(y2, s4);
                    x = FloatVector.broadcast(S, a[p7 + t]);
                    s7 = x.fma(y0, s7);
                    s6 = x.fma(y1, s6);
                    s5 = x.fma(y2, s5);
                    x = FloatVector.broadcast(S, a[p8 + t]);
                    s7 = x.fma(y1, s7);
                    s6 = x.fma(y2, s6);
                    x = FloatVector.broadcast(S, behind[p9 + t]);
                    s7 = x.fma(y2, s7);
                }
            }
            s0.intoArray(c, to);
            s1.intoArray(c, to + cPixel);
            s2.intoArray(c, to + 2 * cPixel);
            s3.intoArray(c, to + 3 * cPixel);
            s4.intoArray(c, to + 4 * cPixel);
            s5.intoArray(c, to + 5 * cPixel);
            s6.intoArray(c, to + 6 * cPixel);
            s7.intoArray(c, to + 7 * cPixel);
        }
    }

    /**
     * {@link #wide} for 16 pixels that are 16 floats apart, in the image and in the result: places that are known leave the registers
     * of addresses free, so that 16 sums hide the latency of the multiply-add. One loop runs over the first {@code steps} of k, and one call over whole lines, as what lies between loops is hidden by neither. The first and the last place are read and
     * written before those between, whose bounds HotSpot then need not check. 97 % of the peak; a loop for each line of the filter,
     * with results at any distance, had 93.
     *
     * @param lines how many lines, {@code aLine} and {@code cLine} apart, of {@code pixels} each
     */
    public static void dense(
            int lines,
            int pixels,
            int[] stepA,
            int[] stepB,
            int steps,
            float[] a,
            int aAt,
            int aLine,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cLine,
            boolean left,
            boolean right) {
        for (int line = 0; line < lines; line++) {
            for (int x0 = 0; x0 < pixels; x0 += 16) {
                int first = Math.min(x0, pixels - 16);
                int aFirst = aAt + line * aLine + first * 16;
                int o = cAt + line * cLine + first * 16;
                boolean outsideLeft = left && first == 0;
                boolean outsideRight = right && first == pixels - 16;
                float[] before = outsideLeft ? Lanes.ZEROS : a;
                float[] behind = outsideRight ? Lanes.ZEROS : a;
                int inside = outsideLeft ? 0 : -1;
                int within = outsideRight ? 0 : -1;
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = FloatVector.zero(S);
                FloatVector s2 = FloatVector.zero(S);
                FloatVector s3 = FloatVector.zero(S);
                FloatVector s4 = FloatVector.zero(S);
                FloatVector s5 = FloatVector.zero(S);
                FloatVector s6 = FloatVector.zero(S);
                FloatVector s7 = FloatVector.zero(S);
                FloatVector s8 = FloatVector.zero(S);
                FloatVector s9 = FloatVector.zero(S);
                FloatVector s10 = FloatVector.zero(S);
                FloatVector s11 = FloatVector.zero(S);
                FloatVector s12 = FloatVector.zero(S);
                FloatVector s13 = FloatVector.zero(S);
                FloatVector s14 = FloatVector.zero(S);
                FloatVector s15 = FloatVector.zero(S);
                for (int k = 0; k < steps; k += 3) {
                    int p = aFirst + stepA[k];
                    FloatVector y0 = FloatVector.fromArray(S, b, bAt + stepB[k]);
                    FloatVector y1 = FloatVector.fromArray(S, b, bAt + stepB[k + 1]);
                    FloatVector y2 = FloatVector.fromArray(S, b, bAt + stepB[k + 2]);
                    FloatVector nearest = FloatVector.broadcast(S, a[p + 16]);
                    FloatVector farthest = FloatVector.broadcast(S, a[p + 256]);
                    FloatVector x = FloatVector.broadcast(S, before[p & inside]);
                    s0 = x.fma(y0, s0);
                    s1 = nearest.fma(y0, s1);
                    s0 = nearest.fma(y1, s0);
                    x = FloatVector.broadcast(S, a[p + 32]);
                    s2 = x.fma(y0, s2);
                    s1 = x.fma(y1, s1);
                    s0 = x.fma(y2, s0);
                    x = FloatVector.broadcast(S, a[p + 48]);
                    s3 = x.fma(y0, s3);
                    s2 = x.fma(y1, s2);
                    s1 = x.fma(y2, s1);
                    x = FloatVector.broadcast(S, a[p + 64]);
                    s4 = x.fma(y0, s4);
                    s3 = x.fma(y1, s3);
                    s2 = x.fma(y2, s2);
                    x = FloatVector.broadcast(S, a[p + 80]);
                    s5 = x.fma(y0, s5);
                    s4 = x.fma(y1, s4);
                    s3 = x.fma(y2, s3);
                    x = FloatVector.broadcast(S, a[p + 96]);
                    s6 = x.fma(y0, s6);
                    s5 = x.fma(y1, s5);
                    s4 = x.fma(y2, s4);
                    x = FloatVector.broadcast(S, a[p + 112]);
                    s7 = x.fma(y0, s7);
                    s6 = x.fma(y1, s6);
                    s5 = x.fma(y2, s5);
                    x = FloatVector.broadcast(S, a[p + 128]);
                    s8 = x.fma(y0, s8);
                    s7 = x.fma(y1, s7);
                    s6 = x.fma(y2, s6);
                    x = FloatVector.broadcast(S, a[p + 144]);
                    s9 = x.fma(y0, s9);
                    s8 = x.fma(y1, s8);
                    s7 = x.fma(y2, s7);
                    x = FloatVector.broadcast(S, a[p + 160]);
                    s10 = x.fma(y0, s10);
                    s9 = x.fma(y1, s9);
                    s8 = x.fma(y2, s8);
                    x = FloatVector.broadcast(S, a[p + 176]);
                    s11 = x.fma(y0, s11);
                    s10 = x.fma(y1, s10);
                    s9 = x.fma(y2, s9);
                    x = FloatVector.broadcast(S, a[p + 192]);
                    s12 = x.fma(y0, s12);
                    s11 = x.fma(y1, s11);
                    s10 = x.fma(y2, s10);
                    x = FloatVector.broadcast(S, a[p + 208]);
                    s13 = x.fma(y0, s13);
                    s12 = x.fma(y1, s12);
                    s11 = x.fma(y2, s11);
                    x = FloatVector.broadcast(S, a[p + 224]);
                    s14 = x.fma(y0, s14);
                    s13 = x.fma(y1, s13);
                    s12 = x.fma(y2, s12);
                    x = FloatVector.broadcast(S, a[p + 240]);
                    s15 = x.fma(y0, s15);
                    s14 = x.fma(y1, s14);
                    s13 = x.fma(y2, s13);
                    s15 = farthest.fma(y1, s15);
                    s14 = farthest.fma(y2, s14);
                    x = FloatVector.broadcast(S, behind[p + 272 & within]);
                    s15 = x.fma(y2, s15);
                }
                s0.intoArray(c, o);
                s15.intoArray(c, o + 240);
                s1.intoArray(c, o + 16);
                s2.intoArray(c, o + 32);
                s3.intoArray(c, o + 48);
                s4.intoArray(c, o + 64);
                s5.intoArray(c, o + 80);
                s6.intoArray(c, o + 96);
                s7.intoArray(c, o + 112);
                s8.intoArray(c, o + 128);
                s9.intoArray(c, o + 144);
                s10.intoArray(c, o + 160);
                s11.intoArray(c, o + 176);
                s12.intoArray(c, o + 192);
                s13.intoArray(c, o + 208);
                s14.intoArray(c, o + 224);
            }
        }
    }

    /**
     * {@link #wide} for images of one channel, so that all that is read lies side by side: without the loop over channels, whose
     * beginning and end took longer than its one step.
     */
    public static void single(
            int pixels, int[] tapA, int lines, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cPixel) {
        for (int x0 = 0; x0 < pixels; x0 += 8) {
            int first = Math.min(x0, pixels - 8);
            int from = aAt + first;
            int to = cAt + first * cPixel;
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            FloatVector s4 = FloatVector.zero(S);
            FloatVector s5 = FloatVector.zero(S);
            FloatVector s6 = FloatVector.zero(S);
            FloatVector s7 = FloatVector.zero(S);
            for (int line = 0; line < lines; line++) {
                int p = from + tapA[3 * line];
                int q = bAt + line * 48;
                FloatVector y0 = FloatVector.fromArray(S, b, q);
                FloatVector y1 = FloatVector.fromArray(S, b, q + 16);
                FloatVector y2 = FloatVector.fromArray(S, b, q + 32);
                FloatVector x = FloatVector.broadcast(S, a[p]);
                s0 = x.fma(y0, s0);
                x = FloatVector.broadcast(S, a[p + 1]);
                s1 = x.fma(y0, s1);
                s0 = x.fma(y1, s0);
                x = FloatVector.broadcast(S, a[p + 2]);
                s2 = x.fma(y0, s2);
                s1 = x.fma(y1, s1);
                s0 = x.fma(y2, s0);
                x = FloatVector.broadcast(S, a[p + 3]);
                s3 = x.fma(y0, s3);
                s2 = x.fma(y1, s2);
                s1 = x.fma(y2, s1);
                x = FloatVector.broadcast(S, a[p + 4]);
                s4 = x.fma(y0, s4);
                s3 = x.fma(y1, s3);
                s2 = x.fma(y2, s2);
                x = FloatVector.broadcast(S, a[p + 5]);
                s5 = x.fma(y0, s5);
                s4 = x.fma(y1, s4);
                s3 = x.fma(y2, s3);
                x = FloatVector.broadcast(S, a[p + 6]);
                s6 = x.fma(y0, s6);
                s5 = x.fma(y1, s5);
                s4 = x.fma(y2, s4);
                x = FloatVector.broadcast(S, a[p + 7]);
                s7 = x.fma(y0, s7);
                s6 = x.fma(y1, s6);
                s5 = x.fma(y2, s5);
                x = FloatVector.broadcast(S, a[p + 8]);
                s7 = x.fma(y1, s7);
                s6 = x.fma(y2, s6);
                x = FloatVector.broadcast(S, a[p + 9]);
                s7 = x.fma(y2, s7);
            }
            s0.intoArray(c, to);
            s1.intoArray(c, to + cPixel);
            s2.intoArray(c, to + 2 * cPixel);
            s3.intoArray(c, to + 3 * cPixel);
            s4.intoArray(c, to + 4 * cPixel);
            s5.intoArray(c, to + 5 * cPixel);
            s6.intoArray(c, to + 6 * cPixel);
            s7.intoArray(c, to + 7 * cPixel);
        }
    }
}
