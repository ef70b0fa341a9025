package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart over a part of the plane, every pixel of which behind the chart has a colour by its values. */
final class Backdrop {
    private static final double UNEVEN = 0.3;

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private final Box box;
    private final XYChart chart;

    Backdrop(String title, Box box) {
        this.box = box;
        this.chart = Charts.lines(title, 640, 560);
        chart.getStyler().setPlotGridLinesVisible(false).setPlotContentSize(1);
        chart.getStyler().setXAxisMin(box.left()).setXAxisMax(box.right());
        chart.getStyler().setYAxisMin(box.bottom()).setYAxisMax(box.top());
        chart.getStyler().setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR);
        chart.getStyler().setLegendBackgroundColor(CLEAR).setLegendBorderColor(CLEAR);
        corners();
    }

    void axes(String x, String y) {
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
    }

    void points(String name, double[] x, double[] y, Color color) {
        add(name, x, y, color)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(Charts.dot());
    }

    void path(String name, double[] x, double[] y, Color color) {
        add(name, x, y, color).setMarker(SeriesMarkers.NONE);
    }

    private XYSeries add(String name, double[] x, double[] y, Color color) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException("'" + name + "' has " + x.length + " values of x and " + y.length
                    + " of y. Pass as many of each, at least one.");
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarkerColor(color).setLineColor(color);
        return series;
    }

    /** Colours for the pixels of the plot area, given the values there. */
    interface Colours {
        /**
         * Colours all pixels.
         *
         * @param values those of each pixel, row by row from the top
         * @param width pixels in a row
         * @return a colour for each pixel
         */
        Color[] of(float[] values, int width);
    }

    BufferedImage paint(Plane plane, int size, Colours colours) {
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Charts.over(image, chart); // where the axes lie is known only when they were drawn
        int left = (int) Math.round(chart.getScreenXFromChart(box.left()));
        int right = (int) Math.round(chart.getScreenXFromChart(box.right()));
        int top = (int) Math.round(chart.getScreenYFromChart(box.top()));
        int bottom = (int) Math.round(chart.getScreenYFromChart(box.bottom()));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, Color.WHITE.getRGB());
            }
        }
        int width = right - left;
        int height = bottom - top;
        float[] values = new float[width * height * size];
        plane.at(pixels(width, height), width * height, values);
        Color[] colors = colours.of(values, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(left + x, top + y, colors[y * width + x].getRGB());
            }
        }
        return Charts.over(image, chart);
    }

    /** XChart labels no axis without a series, nor one whose points are evenly spaced as its own ticks are. */
    private void corners() {
        double[] x = {box.left(), box.left() + UNEVEN * (box.right() - box.left()), box.right()};
        double[] y = {box.bottom(), box.bottom() + UNEVEN * (box.top() - box.bottom()), box.top()};
        add("corners", x, y, CLEAR).setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    }

    /** The points of the plane at the middles of the pixels. */
    private float[] pixels(int width, int height) {
        float[] points = new float[2 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 2 * (y * width + x);
                points[at] = (float) (box.left() + (box.right() - box.left()) * (x + 0.5) / width);
                points[at + 1] = (float) (box.top() - (box.top() - box.bottom()) * (y + 0.5) / height);
            }
        }
        return points;
    }
}
