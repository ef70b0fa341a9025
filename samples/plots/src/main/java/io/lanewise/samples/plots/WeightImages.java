package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * The weights of each unit as an image, in the shape of the images that the unit looks at: blue where the weight is below 0,
 * white at 0, red above. Each unit has its own scale, by its largest weight.
 */
public final class WeightImages implements Plot {
    private static final int GAP = 2;
    private static final Color BELOW = Palette.of(0);
    private static final Color ABOVE = Palette.of(1);
    private static final Color BETWEEN = new Color(0x808080);

    private final float[] weights;
    private final int height;
    private final int width;
    private int columns = 16;
    private int zoom = 4;

    private WeightImages(float[] weights, int height, int width) {
        this.weights = weights;
        this.height = height;
        this.width = width;
    }

    /**
     * Images of weights.
     *
     * @param weights of one unit after the other, each row by row, as {@code parameters().get("hidden.weight")} returns
     * @param height rows of an image
     * @param width columns of an image
     * @throws IllegalArgumentException if the weights are no whole number of images
     */
    public static WeightImages of(float[] weights, int height, int width) {
        if (height < 1 || width < 1 || weights.length == 0 || weights.length % (height * width) != 0) {
            throw new IllegalArgumentException(weights.length + " weights are no whole number of images of " + height
                    + "×" + width + ". Pass all weights of each unit, one unit after the other.");
        }
        return new WeightImages(weights, height, width);
    }

    /** Images in a row, at least 1; 16 if not called. */
    public WeightImages columns(int count) {
        columns = positive("images in a row", count);
        return this;
    }

    /** Pixels for the side of a weight, at least 1; 4 if not called. */
    public WeightImages zoom(int pixels) {
        zoom = positive("pixels for a weight", pixels);
        return this;
    }

    private static int positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(value + " is no number of " + what + ". Pass at least 1.");
        }
        return value;
    }

    @Override
    public BufferedImage image() {
        int units = weights.length / (height * width);
        int across = Math.min(units, columns);
        int down = (units + columns - 1) / columns;
        BufferedImage image = new BufferedImage(
                across * (width * zoom + GAP) + GAP, down * (height * zoom + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, BETWEEN.getRGB());
            }
        }
        for (int unit = 0; unit < units; unit++) {
            int left = GAP + unit % columns * (width * zoom + GAP);
            int top = GAP + unit / columns * (height * zoom + GAP);
            draw(image, unit * height * width, left, top);
        }
        return image;
    }

    private void draw(BufferedImage image, int at, int left, int top) {
        float largest = 0;
        for (int i = 0; i < height * width; i++) {
            largest = Math.max(largest, Math.abs(weights[at + i]));
        }
        for (int y = 0; y < height * zoom; y++) {
            for (int x = 0; x < width * zoom; x++) {
                float weight = weights[at + y / zoom * width + x / zoom];
                double share = largest == 0 ? 0 : Math.abs(weight) / largest;
                Color color = Palette.mix(Color.WHITE, weight < 0 ? BELOW : ABOVE, share);
                image.setRGB(left + x, top + y, color.getRGB());
            }
        }
    }
}
