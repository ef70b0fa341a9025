package io.lanewise.samples.plots;

import io.lanewise.training.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** A confusion matrix as a table of counts: a row for each true class, a column for each predicted one. */
public final class ConfusionPlot implements Plot {
    private final HeatMapChart chart;

    private ConfusionPlot(HeatMapChart chart) {
        this.chart = chart;
    }

    /**
     * The table.
     *
     * @param classes names of the classes, as many as the matrix has
     * @throws IllegalArgumentException if the number of names differs from that of the classes
     */
    public static ConfusionPlot of(String title, ConfusionMatrix matrix, List<String> classes) {
        int size = classes.size();
        if (size == 0 || matrix.classes() != size) {
            throw new IllegalArgumentException("The matrix has " + matrix.classes() + " classes but " + size
                    + " names were given. Pass a name for each class.");
        }
        HeatMapChart chart = new HeatMapChartBuilder()
                .title(title)
                .width(220 + 80 * size)
                .height(160 + 60 * size)
                .xAxisTitle("predicted")
                .yAxisTitle("true")
                .build();
        Charts.style(chart.getStyler());
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, Palette.pale(0), Palette.of(5)});
        chart.getStyler().setShowValue(true).setPlotContentSize(1);
        List<Number[]> cells = new ArrayList<>();
        for (int truth = 0; truth < size; truth++) {
            for (int predicted = 0; predicted < size; predicted++) {
                // The axis of rows points upwards, but tables are read from the top.
                cells.add(new Number[] {predicted, size - 1 - truth, matrix.count(truth, predicted)});
            }
        }
        chart.addSeries("count", classes, classes.reversed(), cells);
        return new ConfusionPlot(chart);
    }

    @Override
    public BufferedImage image() {
        return Charts.image(chart);
    }
}
