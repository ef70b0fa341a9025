package io.lanewise.runtime.kernel;

/**
 * The numbers under a filter: where each lies from a pixel's first, and where its weights lie. In the order in which they are
 * summed: tap by tap, in a tap channel by channel; or, {@link #wide}, line by line of a filter 3 wide, in a line channel by
 * channel, in a channel tap by tap.
 */
final class Taps {
    /** The least pixels of a line that is {@link #wide}: as many as most tiles compute together. */
    static final int RUN = 8;

    /** The same where it is {@link #dense}. */
    static final int LONG_RUN = 16;

    /** Numbers in a tap. */
    final int depth;

    final int[] tapImage;
    final int[] tapFilter;

    /** Every number of every tap. */
    final int[] image;

    final int[] filter;

    /** What lies side by side, each segment {@link #length} long. */
    final int[] segmentImage;

    final int[] segmentFilter;
    final int length;

    /** Whether there is the other order, in {@link #wideImage} and {@link #wideFilter}, for the last of an odd number of panels. */
    final boolean wide;

    /** Whether it is the other order, pixels are 16 floats apart in both images, and lines are long. */
    final boolean dense;

    /** Whether that is so, and what is beside a line lies outside the image, where tiles read 0 in its place. */
    final boolean edged;

    /** Whether it is the other order and the image has one channel: all that is read of a line lies side by side, weights too. */
    final boolean single;

    final int[] wideImage;
    final int[] wideFilter;

    /**
     * @param tapImage where each tap's numbers begin, from a pixel's first
     * @param tapFilter where its weights begin in a panel
     * @param depth numbers in a tap
     * @param width taps in a line of the filter
     * @param run pixels in a line
     * @param pixel from one pixel of a line to the next, in the image
     * @param otherPixel the same in the result
     * @param edged whether it is to be {@link #edged} if it is {@link #dense}
     */
    Taps(int[] tapImage, int[] tapFilter, int depth, int width, int run, int pixel, int otherPixel, boolean edged) {
        this.tapImage = tapImage;
        this.tapFilter = tapFilter;
        this.depth = depth;
        int taps = tapImage.length;
        image = new int[taps * depth];
        filter = new int[taps * depth];
        for (int k = 0; k < image.length; k++) {
            image[k] = tapImage[k / depth] + k % depth;
            filter[k] = tapFilter[k / depth] + k % depth * 16;
        }
        int side = width > 0 && beside(width, depth, depth * 16) ? width : 1;
        length = side * depth;
        segmentImage = new int[taps / side];
        segmentFilter = new int[taps / side];
        for (int s = 0; s < segmentImage.length; s++) {
            segmentImage[s] = tapImage[s * side];
            segmentFilter[s] = tapFilter[s * side];
        }
        single = width == 3 && run >= RUN && depth == 1 && pixel == 1 && beside(3, 1, -1) && follow();
        wide = single || width == 3 && run >= RUN && depth > 1 && beside(3, pixel, -1);
        dense = wide && pixel == 16 && otherPixel == 16 && run >= LONG_RUN;
        this.edged = edged && dense;
        wideImage = new int[wide ? image.length : 0];
        wideFilter = new int[wide ? image.length : 0];
        for (int k = 0; k < wideImage.length; k++) {
            int tap = k / (3 * depth) * 3 + k % 3;
            int channel = k / 3 % depth;
            wideImage[k] = tapImage[tap] + channel;
            wideFilter[k] = tapFilter[tap] + channel * 16;
        }
    }

    /** Whether the weights of one tap lie right behind those of the one before. */
    private boolean follow() {
        for (int tap = 0; tap < tapFilter.length; tap++) {
            if (tapFilter[tap] != tap * depth * 16) {
                return false;
            }
        }
        return true;
    }

    /** Whether the taps of a line are so far apart in the image, and in the filter unless that is negative. */
    private boolean beside(int line, int inImage, int inFilter) {
        for (int tap = 0; tap < tapImage.length; tap++) {
            if (tap % line > 0
                    && (tapImage[tap] != tapImage[tap - 1] + inImage
                            || inFilter >= 0 && tapFilter[tap] != tapFilter[tap - 1] + inFilter)) {
                return false;
            }
        }
        return tapImage.length % line == 0;
    }
}
