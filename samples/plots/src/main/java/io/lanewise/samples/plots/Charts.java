package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Circle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What all charts have in common. */
final class Charts {
    private static final Color GRID = new Color(0xE4E4E4);

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private Charts() {}

    static XYChart lines(String title, int width, int height) {
        XYChart chart =
                new XYChartBuilder().title(title).width(width).height(height).build();
        style(chart.getStyler());
        chart.getStyler().setPlotGridLinesColor(GRID);
        return chart;
    }

    static void style(Styler styler) {
        Marker[] none = {SeriesMarkers.NONE};
        styler.setSeriesColors(Palette.all()).setSeriesMarkers(none);
        styler.setChartBackgroundColor(Color.WHITE).setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
    }

    static Marker dot() {
        return new Circle();
    }

    static BufferedImage image(Chart<?, ?> chart) {
        return over(new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB), chart);
    }

    /** Paints the chart over what the image shows; returns the image. */
    static BufferedImage over(BufferedImage image, Chart<?, ?> chart) {
        Graphics2D graphics = image.createGraphics();
        chart.paint(graphics, image.getWidth(), image.getHeight());
        graphics.dispose();
        return image;
    }
}
