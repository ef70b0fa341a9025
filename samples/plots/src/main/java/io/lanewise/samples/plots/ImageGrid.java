package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small grey images in rows, each with lines of text below it, such as what it shows and what a network took it for. */
public final class ImageGrid implements Plot {
    private static final int ZOOM = 3;
    private static final int GAP = 8;
    private static final int LINE = 14;
    private static final int NARROWEST = 96;
    private static final int WHITE = 255;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private final int columns;
    private final List<Cell> cells = new ArrayList<>();

    private record Cell(float[] pixels, int height, int width, List<String> lines) {}

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private ImageGrid(int columns) {
        this.columns = columns;
    }

    /**
     * A grid without images yet.
     *
     * @param columns images in a row, at least 1
     */
    public static ImageGrid inRowsOf(int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("Rows of " + columns + " images. Pass at least 1.");
        }
        return new ImageGrid(columns);
    }

    /**
     * Adds an image.
     *
     * @param pixels from 0 for black to 1 for white, row by row; what lies beyond counts as the nearer of both
     * @param from where the image begins in {@code pixels}
     * @param height rows of pixels, at least 1
     * @param width pixels in a row, at least 1
     * @param lines what is written below it
     * @throws IllegalArgumentException if there are not as many pixels
     */
    public ImageGrid add(float[] pixels, int from, int height, int width, String... lines) {
        if (height < 1 || width < 1 || from < 0 || from > pixels.length - height * width) {
            throw new IllegalArgumentException("An image of " + height + "×" + width + " from " + from + " on in "
                    + pixels.length + " pixels. Pass all its pixels, and where they begin.");
        }
        cells.add(new Cell(Arrays.copyOfRange(pixels, from, from + height * width), height, width, List.of(lines)));
        return this;
    }

    @Override
    public BufferedImage image() {
        if (cells.isEmpty()) {
            throw new IllegalStateException("There is nothing to draw. Add an image first.");
        }
        int width =
                Math.max(NARROWEST, most(cells.stream().mapToInt(Cell::width).toArray()) * ZOOM) + GAP;
        int height = most(cells.stream()
                        .mapToInt(cell -> cell.height * ZOOM + LINE * cell.lines.size())
                        .toArray())
                + GAP;
        int down = (cells.size() + columns - 1) / columns;
        BufferedImage image = new BufferedImage(
                Math.min(columns, cells.size()) * width + GAP, down * height + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(FONT);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < cells.size(); i++) {
            draw(graphics, image, cells.get(i), GAP + i % columns * width, GAP + i / columns * height);
        }
        graphics.dispose();
        return image;
    }

    private static int most(int[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static void draw(Graphics2D graphics, BufferedImage image, Cell cell, int left, int top) {
        for (int y = 0; y < cell.height * ZOOM; y++) {
            for (int x = 0; x < cell.width * ZOOM; x++) {
                float pixel = cell.pixels[y / ZOOM * cell.width + x / ZOOM];
                int grey = Math.round(WHITE * Math.clamp(pixel, 0f, 1f));
                image.setRGB(left + x, top + y, new Color(grey, grey, grey).getRGB());
            }
        }
        for (int line = 0; line < cell.lines.size(); line++) {
            graphics.drawString(cell.lines.get(line), left, top + cell.height * ZOOM + (line + 1) * LINE - 2);
        }
    }
}
