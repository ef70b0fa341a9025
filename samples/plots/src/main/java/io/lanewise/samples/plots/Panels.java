package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Several plots in one picture, row by row; each cell is as large as the largest of them. */
public final class Panels implements Plot {
    private final int columns;
    private final List<Plot> plots = new ArrayList<>();

    private Panels(int columns) {
        this.columns = columns;
    }

    /**
     * A picture without plots yet.
     *
     * @param columns plots in a row, at least 1
     */
    public static Panels inRowsOf(int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("Rows of " + columns + " plots. Pass at least 1.");
        }
        return new Panels(columns);
    }

    /** Adds a plot. */
    public Panels add(Plot plot) {
        plots.add(plot);
        return this;
    }

    @Override
    public BufferedImage image() {
        if (plots.isEmpty()) {
            throw new IllegalStateException("There is nothing to draw. Add a plot first.");
        }
        List<BufferedImage> images = plots.stream().map(Plot::image).toList();
        int width = images.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int height = images.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        int across = Math.min(columns, images.size());
        int down = (images.size() + columns - 1) / columns;
        BufferedImage all = new BufferedImage(across * width, down * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int i = 0; i < images.size(); i++) {
            graphics.drawImage(images.get(i), i % columns * width, i / columns * height, null);
        }
        graphics.dispose();
        return all;
    }
}
