package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Which class was taken for which, as a table of counts: a row for each true class, a column for each predicted one. */
public final class ConfusionMatrix implements Plot {
    private final HeatMapChart chart;

    private ConfusionMatrix(HeatMapChart chart) {
        this.chart = chart;
    }

    /**
     * The table.
     *
     * @param counts a row for each true class, a column for each predicted class
     * @param classes names of the classes, as many as there are rows and columns
     * @throws IllegalArgumentException if it is no square of as many rows as names, or empty
     */
    public static ConfusionMatrix of(String title, int[][] counts, List<String> classes) {
        int size = classes.size();
        if (size == 0 || counts.length != size || Arrays.stream(counts).anyMatch(row -> row.length != size)) {
            throw new IllegalArgumentException("A confusion matrix of " + size + " classes is a square of " + size + "×"
                    + size + " counts. Pass a row for each class, a column for each class, and all names.");
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
        // The axis of rows points upwards, but tables are read from the top.
        List<String> rows = classes.reversed();
        List<Number[]> cells = new ArrayList<>();
        for (int truth = 0; truth < size; truth++) {
            for (int predicted = 0; predicted < size; predicted++) {
                cells.add(new Number[] {predicted, size - 1 - truth, counts[truth][predicted]});
            }
        }
        chart.addSeries("count", classes, rows, cells);
        return new ConfusionMatrix(chart);
    }

    /**
     * Counts how often each class was taken for each.
     *
     * @param scores a value for each class, one example after the other; the predicted class is that of the largest, the
     *     first of equals
     * @param labels the true class of each example
     * @param classes number of classes
     */
    public static int[][] count(float[] scores, int[] labels, int classes) {
        int[][] counts = new int[classes][classes];
        for (int example = 0; example < labels.length; example++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (scores[example * classes + c] > scores[example * classes + best]) {
                    best = c;
                }
            }
            counts[labels[example]][best]++;
        }
        return counts;
    }

    @Override
    public BufferedImage image() {
        return Charts.image(chart);
    }
}
