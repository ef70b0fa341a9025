package io.lanewise.samples.digits;

import io.lanewise.runtime.train.History;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the course of a training. */
final class Curve {
    private Curve() {}

    /** Writes the losses of each epoch as a PNG of 900×500 pixels. Needs no screen. */
    static void save(History history, Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .title("Handwritten digits")
                .xAxisTitle("epoch")
                .yAxisTitle("cross-entropy")
                .build();
        chart.getStyler().setYAxisLogarithmic(true).setXAxisMaxLabelCount(11);
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE).setChartBackgroundColor(Color.WHITE);
        double[] epochs = IntStream.rangeClosed(1, history.epochs().size())
                .asDoubleStream()
                .toArray();
        chart.addSeries("training", epochs, history.losses()).setMarker(SeriesMarkers.NONE);
        chart.addSeries("validation", epochs, history.validationLosses()).setMarker(SeriesMarkers.NONE);
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
