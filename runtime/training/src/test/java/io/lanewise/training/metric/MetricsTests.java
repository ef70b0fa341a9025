package io.lanewise.training.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.training.metric.ClassCounts.Average;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every figure against scikit-learn's, whole and in parts; see {@code metrics.py}. */
class MetricsTests {
    /** The figures are sums of some hundred doubles near 1. */
    private static final double ROUNDING = 1e-13;

    private static final Map<String, Map<String, double[]>> CASES = read();

    private static Map<String, Map<String, double[]>> read() {
        Map<String, Map<String, double[]>> cases = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MetricsTests.class.getResourceAsStream("metrics.csv")),
                StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                String[] fields = line.split(",");
                double[] numbers = Arrays.stream(fields, 2, fields.length)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                cases.computeIfAbsent(fields[0], name -> new LinkedHashMap<>()).put(fields[1], numbers);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return cases;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The examples of a case from one row to another. */
    private static Answers answers(String name, int from, int to) {
        Map<String, double[]> numbers = CASES.get(name);
        double[] values = numbers.get("values");
        double[] labels = numbers.get("labels");
        if (labels != null) {
            int width = values.length / labels.length;
            int[] some = Arrays.stream(labels, from, to)
                    .mapToInt(label -> (int) label)
                    .toArray();
            return Answers.of(floats(Arrays.copyOfRange(values, from * width, to * width)), some);
        }
        double[] targets = numbers.containsKey("targets") ? numbers.get("targets") : numbers.get("numbers");
        int width = width(name);
        return Answers.of(
                floats(Arrays.copyOfRange(values, from * width, to * width)),
                floats(Arrays.copyOfRange(targets, from * width, to * width)),
                width);
    }

    private static int width(String name) {
        return switch (name) {
            case "three columns" -> 3;
            case "two numbers", "constant" -> 2;
            case "one column", "regression" -> 1;
            default -> CASES.get(name).get("values").length / CASES.get(name).get("labels").length;
        };
    }

    private static int rows(String name) {
        return CASES.get(name).get("values").length / width(name);
    }

    /** The same in batches of 7, to the bit: what it comes to does not depend on how the examples are cut. */
    private static double figure(Metric metric, String name) {
        Meter whole = metric.meter().get();
        whole.update(answers(name, 0, rows(name)));
        Meter parts = metric.meter().get();
        parts.update(answers(name, 0, rows(name)));
        parts.result();
        parts.reset();
        for (int from = 0; from < rows(name); from += 7) {
            parts.update(answers(name, from, Math.min(rows(name), from + 7)));
            parts.result();
        }
        assertEquals(whole.result(), parts.result(), metric.name() + " of " + name);
        return whole.result();
    }

    private static int checked;

    private static void check(Metric metric, String name, String what) {
        double[] expected = CASES.get(name).get(what);
        if (expected != null) {
            double bound = ROUNDING * Math.max(1, Math.abs(expected[0]));
            assertEquals(expected[0], figure(metric, name), bound, what + " of " + name);
            checked++;
        }
    }

    @Test
    void figuresAreThoseOfScikitLearn() {
        checked = 0;
        for (String name : CASES.keySet()) {
            check(Metrics.accuracy(), name, "accuracy");
            check(Metrics.rocAuc(), name, "roc_auc");
            check(Metrics.prAuc(), name, "pr_auc");
            check(Metrics.logLoss(), name, "log_loss");
            check(Metrics.meanAbsoluteError(), name, "mae");
            check(Metrics.rootMeanSquaredError(), name, "rmse");
            check(Metrics.r2(), name, "r2");
            check(Metrics.meanAbsolutePercentageError(), name, "mape");
            for (int k = 1; k <= 3; k++) {
                check(Metrics.topK(k), name, "top_" + k);
            }
            for (Average average : Average.values()) {
                for (Metric metric :
                        new Metric[] {Metrics.precision(average), Metrics.recall(average), Metrics.f1(average)}) {
                    check(metric, name, metric.name());
                }
            }
            for (int of = 0; of < 2; of++) {
                check(Metrics.precision(of), name, "precision_" + of);
                check(Metrics.recall(of), name, "recall_" + of);
                check(Metrics.f1(of), name, "f1_" + of);
            }
        }
        assertEquals(88, checked, "every figure of the file but those of the tests below");
    }

    @Test
    void figuresOfEachClassAreThoseOfScikitLearn() {
        for (String name : new String[] {"four", "two", "absent"}) {
            ClassCounts counts = new ClassCounts();
            counts.update(answers(name, 0, rows(name)));
            for (int c = 0; c < width(name); c++) {
                assertEquals(CASES.get(name).get("precision_each")[c], counts.precision(c), ROUNDING);
                assertEquals(CASES.get(name).get("recall_each")[c], counts.recall(c), ROUNDING);
                assertEquals(CASES.get(name).get("f1_each")[c], counts.f1(c), ROUNDING);
            }
        }
    }

    @Test
    void confusionMatricesAreThoseOfScikitLearn() {
        for (String name : new String[] {"four", "two", "absent", "one column"}) {
            ConfusionMatrix matrix = new ConfusionMatrix();
            matrix.update(answers(name, 0, 20));
            matrix.update(answers(name, 20, rows(name)));
            double[] expected = CASES.get(name).get("confusion");
            int classes = matrix.classes();
            assertEquals(expected.length, classes * classes);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], matrix.count(i / classes, i % classes));
            }
            assertEquals(CASES.get(name).get("accuracy")[0], matrix.result(), ROUNDING);
        }
        ConfusionMatrix matrix = new ConfusionMatrix();
        matrix.update(Answers.of(new float[] {1, 0, 0, 1, 1, 0}, new int[] {0, 1, 1}));
        assertEquals("row: right, column: answered\n   0 1\n 0 1 .\n 1 1 1", matrix.toString());
        Answers columns = Answers.of(new float[2], new float[2], 2);
        assertThrows(IllegalArgumentException.class, () -> matrix.update(columns));
    }

    @Test
    void calibrationCurvesAreThoseOfScikitLearn() {
        String name = "one column";
        for (int bins : new int[] {4, 5, 10}) {
            CalibrationCurve curve = new CalibrationCurve(bins);
            curve.update(answers(name, 0, 50));
            curve.update(answers(name, 50, rows(name)));
            double[] came = CASES.get(name).get("calibration_true_" + bins);
            double[] said = CASES.get(name).get("calibration_said_" + bins);
            int at = 0;
            double error = 0;
            for (int bin = 0; bin < curve.bins(); bin++) {
                if (curve.count(bin) > 0) {
                    assertEquals(came[at], curve.cameTrue(bin), ROUNDING);
                    assertEquals(said[at], curve.said(bin), ROUNDING);
                    error += Math.abs(came[at] - said[at]) * curve.count(bin) / rows(name);
                    at++;
                } else {
                    assertTrue(Double.isNaN(curve.said(bin)) && Double.isNaN(curve.cameTrue(bin)));
                }
            }
            assertEquals(came.length, at);
            assertEquals(error, curve.result(), ROUNDING);
        }
    }

    @Test
    void confidenceIsThatOfTheAnsweredClass() {
        CalibrationCurve curve = new CalibrationCurve(2);
        curve.update(Answers.of(new float[] {0.75f, 0.25f, 0, 0.125f, 0.625f, 0.25f}, new int[] {0, 2}));
        assertEquals(2, curve.count(1));
        assertEquals(0.6875, curve.said(1));
        assertEquals(0.5, curve.cameTrue(1));
    }

    @Test
    void rankingOfTiesAndSignsIsExact() {
        float[] values = {0.5f, 0.5f, -0f, 0f, -1, 2, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        // Negative and positive: every value occurs with both labels where it is tied.
        Ranking roc = new Ranking(Ranking.Area.ROC);
        roc.update(Answers.of(values, new float[] {0, 1, 0, 1, 0, 1, 0, 1}, 1));
        // Of 16 pairs two are ties and one, 0 that is yes and 0.5 that is no, is in the wrong order.
        assertEquals(14 / 16.0, roc.result());
        Ranking same = new Ranking(Ranking.Area.ROC);
        same.update(Answers.of(new float[10], new float[] {0, 1, 0, 1, 0, 1, 0, 1, 1, 1}, 1));
        assertEquals(0.5, same.result());
        Ranking precision = new Ranking(Ranking.Area.PRECISION_RECALL);
        precision.update(Answers.of(new float[10], new float[] {0, 1, 0, 1, 0, 1, 0, 1, 1, 1}, 1));
        assertEquals(0.6, precision.result(), 1e-15);
        assertThrows(
                IllegalArgumentException.class,
                () -> same.update(Answers.of(new float[] {Float.NaN}, new float[] {1}, 1)));
    }

    @Test
    void whatIsUndefinedIsSaid() {
        Ranking none = new Ranking(Ranking.Area.ROC);
        none.update(Answers.of(new float[3], new float[3], 1));
        assertTrue(Double.isNaN(none.result()));
        Ranking zero = new Ranking(Ranking.Area.PRECISION_RECALL);
        zero.update(Answers.of(new float[3], new float[3], 1));
        assertEquals(0, zero.result());
        for (Metric metric : new Metric[] {Metrics.accuracy(), Metrics.r2(), Metrics.logLoss(), Metrics.topK(1)}) {
            assertTrue(Double.isNaN(metric.meter().get().result()), metric.name());
        }
        ErrorSums one = new ErrorSums(ErrorSums.Kind.R2);
        one.update(Answers.of(new float[] {1}, new float[] {1}, 1));
        assertTrue(Double.isNaN(one.result()));
        one.update(Answers.of(new float[] {1}, new float[] {1}, 1));
        assertEquals(1, one.result());
        one.update(Answers.of(new float[] {2}, new float[] {1}, 1));
        assertEquals(0, one.result());
        LogLoss certain = new LogLoss();
        certain.update(Answers.of(new float[] {1, 0}, new int[] {1}));
        assertEquals(-Math.log(0x1p-23), certain.result());
    }

    @Test
    void rowsWithNotANumberAreNeverRight() {
        float[] values = {Float.NaN, 1, 0, Float.NaN, Float.NaN, Float.NaN};
        ClassCounts counts = new ClassCounts();
        counts.update(Answers.of(values, new int[] {1, 0, 0}));
        assertEquals(0, counts.accuracy());
        TopK top = new TopK(1);
        top.update(Answers.of(values, new int[] {0, 1, 0}));
        assertEquals(0, top.result());
    }

    @Test
    void rowsOfProbabilitiesAreJudgedByTheLargest() {
        Metric metric = Metrics.byLargest(Metrics.f1(Average.MACRO));
        assertEquals("f1_macro", metric.name());
        Meter meter = metric.meter().get();
        float[] values = {0.5f, 0.25f, 0.25f, 0, 1, 0, 0.25f, 0.25f, 0.5f};
        meter.update(Answers.of(values, new float[] {1, 0, 0, 0, 0.75f, 0.25f, 0, 1, 0}, 3));
        ClassCounts counts = new ClassCounts();
        counts.update(Answers.of(values, new int[] {0, 1, 1}));
        assertEquals(counts.f1(Average.MACRO), meter.result());
    }

    @Test
    void mistakesAreRefused() {
        assertRefused(
                "A target is 0.5, where this metric needs 0 or 1.",
                () -> new ClassCounts().update(Answers.of(new float[1], new float[] {0.5f}, 1)));
        assertRefused(
                "needs numbers as targets, but the target is class labels",
                () -> new ErrorSums(ErrorSums.Kind.R2).update(Answers.of(new float[2], new int[1])));
        assertRefused(
                "needs class labels, but the target is numbers",
                () -> new TopK(1).update(Answers.of(new float[2], new float[2], 2)));
        assertRefused(
                "is 1.5, which is no probability",
                () -> new LogLoss().update(Answers.of(new float[] {1.5f, 0}, new int[1])));
        assertRefused(
                "is -0.5, which is no probability",
                () -> new CalibrationCurve(3).update(Answers.of(new float[] {-0.5f}, new float[1], 1)));
        assertRefused("The top 0 classes", () -> Metrics.topK(0));
        ClassCounts two = new ClassCounts();
        two.update(Answers.of(new float[1], new float[1], 1));
        assertRefused("Class 2 is asked for, but there are 2 classes.", () -> two.precision(2));
        assertRefused("A curve of 0 bins", () -> new CalibrationCurve(0));
        assertRefused("3 values for 2 labels", () -> Answers.of(new float[3], new int[2]));
        assertRefused("4 values and 3 targets in rows of 1", () -> Answers.of(new float[4], new float[3], 1));
        for (String name : new String[] {"epoch", "loss", "validation_loss", "a,b", ""}) {
            assertRefused("A metric cannot be named '" + name, () -> Metric.of(name, ClassCounts::new));
        }
        assertEquals("digit_accuracy", Metrics.accuracy().on("digit").name());
        assertEquals("best", Metrics.accuracy().named("best").name());
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }

    @Test
    void averagesAreHadFromCounts() {
        ClassCounts counts = new ClassCounts();
        counts.update(Answers.of(new float[] {1, 0, 0, 0, 1, 0}, new int[] {0, 0}));
        assertEquals(1.0 / 3, counts.precision(Average.MACRO));
        assertArrayEquals(
                new double[] {1, 0, 0}, new double[] {counts.precision(0), counts.precision(1), counts.precision(2)});
        assertEquals(0.5, counts.recall(0));
        assertEquals(2, counts.judged());
        assertEquals(1, counts.agreed());
    }
}
