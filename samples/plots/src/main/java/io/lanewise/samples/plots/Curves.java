package io.lanewise.samples.plots;

import io.lanewise.training.History;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines and points over one axis:
 *
 * <pre>{@code
 * Curves.of("Handwritten digits").axes("epoch", "cross-entropy").logY().history(history).save(file);
 * }</pre>
 */
public final class Curves implements Plot {
    private static final String HIDDEN = "hidden";
    private static final double UNEVEN = 0.3;

    private final XYChart chart;
    private boolean logX;
    private boolean logY;

    private Curves(XYChart chart) {
        this.chart = chart;
    }

    /** An empty plot of 900×500 pixels. */
    public static Curves of(String title) {
        return of(title, 900, 500);
    }

    /** An empty plot of so many pixels, such as 300×240 for a panel among others. */
    public static Curves of(String title, int width, int height) {
        return new Curves(Charts.lines(title, width, height));
    }

    /** Names the axes. */
    public Curves axes(String x, String y) {
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        return this;
    }

    /** Makes the x axis logarithmic; to be said before lines and points. */
    public Curves logX() {
        chart.getStyler().setXAxisLogarithmic(true);
        logX = true;
        return this;
    }

    /** Makes the y axis logarithmic; to be said before lines and points. */
    public Curves logY() {
        chart.getStyler().setYAxisLogarithmic(true);
        logY = true;
        return this;
    }

    /** Shows y from {@code least} to {@code most} alone. */
    public Curves between(double least, double most) {
        chart.getStyler().setYAxisMin(least).setYAxisMax(most);
        return this;
    }

    /** Leaves out the names of the lines. */
    public Curves noLegend() {
        chart.getStyler().setLegendVisible(false);
        return this;
    }

    /** The loss of each epoch, and the validation loss if there was one. */
    public Curves history(History history) {
        line("training", history.losses());
        return history.last().hasValidationLoss() ? line("validation", history.validationLosses()) : this;
    }

    /** A line through these values at x = 1, 2, 3 … */
    public Curves line(String name, double[] y) {
        return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
    }

    /**
     * A line from point to point; NaN breaks it.
     *
     * @throws IllegalArgumentException if the arrays differ in length, or a value is not above 0 on a logarithmic axis
     */
    public Curves line(String name, double[] x, double[] y) {
        add(name, x, y).setMarker(SeriesMarkers.NONE);
        return this;
    }

    /**
     * Points.
     *
     * @throws IllegalArgumentException as {@link #line(String, double[], double[])}
     */
    public Curves points(String name, double[] x, double[] y) {
        add(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(Charts.dot());
        return this;
    }

    private XYSeries add(String name, double[] x, double[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException("'" + name + "' has " + x.length + " values of x and " + y.length
                    + " of y. Pass as many of each, at least one.");
        }
        requirePositive(name, logX, x);
        requirePositive(name, logY, y);
        return chart.addSeries(name, x, y);
    }

    private static void requirePositive(String name, boolean logarithmic, double[] values) {
        for (double value : values) {
            if (logarithmic && value <= 0) {
                throw new IllegalArgumentException("'" + name + "' has the value " + value
                        + ", which a logarithmic axis cannot show. Leave it out, or use a linear axis.");
            }
        }
    }

    /** XChart would put its ticks at the values of evenly spaced points, 17, 33 and 49, not at 20, 40 and 60. */
    private void uneven() {
        if (!logX && !chart.getSeriesMap().isEmpty() && !chart.getSeriesMap().containsKey(HIDDEN)) {
            XYSeries first = chart.getSeriesMap().values().iterator().next();
            double least = first.getXMin();
            double[] x = {least, least + UNEVEN * (first.getXMax() - least)};
            double[] y = {first.getYMin(), first.getYMin()};
            chart.addSeries(HIDDEN, x, y)
                    .setMarker(SeriesMarkers.NONE)
                    .setLineStyle(SeriesLines.NONE)
                    .setShowInLegend(false);
        }
    }

    @Override
    public BufferedImage image() {
        uneven();
        return Charts.image(chart);
    }
}
