package io.lanewise.samples.benchmarks.report;

import io.lanewise.samples.benchmarks.measure.Suite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the curves of a run: the ratio over rows and over size, with a line where both are level. */
public final class Plots {
    private static final String LEVEL = "level";

    private Plots() {}

    /** Writes a PNG for predictions, one for training and one for products; those without a curve are left out. */
    public static void write(Suite.Result result, Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<Curve> curves = Curve.of(result);
        save("Prediction", "rows in a call", curves, curve -> curve.name().startsWith("infer"), folder, "infer.png");
        save("Training step", "rows in a step", curves, curve -> curve.name().startsWith("train"), folder, "train.png");
        save("Product of n×n matrices", "n", curves, Curve::square, folder, "gemm.png");
    }

    private static void save(String title, String x, List<Curve> all, Predicate<Curve> chosen, Path folder, String file)
            throws IOException {
        List<Curve> curves = all.stream().filter(chosen).toList();
        if (curves.isEmpty()) {
            return;
        }
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(560)
                .title(title + ": the peer's time over Lanewise's")
                .xAxisTitle(x)
                .yAxisTitle("ratio, above 1 Lanewise is ahead")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
        for (Curve curve : curves) {
            chart.addSeries(curve.name(), curve.x(), curve.ratios()).setMarker(SeriesMarkers.CIRCLE);
        }
        double least =
                curves.stream().mapToDouble(curve -> curve.x().getFirst()).min().orElseThrow();
        double most =
                curves.stream().mapToDouble(curve -> curve.x().getLast()).max().orElseThrow();
        XYSeries level = chart.addSeries(LEVEL, List.of(least, most), List.of(1.0, 1.0));
        level.setMarker(SeriesMarkers.NONE);
        level.setLineColor(Color.GRAY).setLineStyle(new BasicStroke(1));
        BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
    }
}
