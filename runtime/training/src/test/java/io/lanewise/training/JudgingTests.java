package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.metric.Answers;
import io.lanewise.training.metric.ClassCounts;
import io.lanewise.training.metric.ClassCounts.Average;
import io.lanewise.training.metric.Meter;
import io.lanewise.training.metric.Metric;
import io.lanewise.training.metric.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgingTests {
    private final TwoLayers model = TwoLayers.create(1);
    private final Dataset data = model.data(101, 5);

    private static float[] predicted(TwoLayers model, Dataset data) {
        Batch all = data.batches(data.count()).iterator().next();
        float[] kinds = new float[data.count() * TwoLayers.CLASSES];
        model.weights()
                .code()
                .predict(
                        model.weights().current(),
                        all,
                        0,
                        data.count(),
                        new float[][] {kinds},
                        new float[32 * data.count()]);
        return kinds;
    }

    @Test
    void metricsAreThoseOfTheOutputsWhateverTheBatchSize() {
        ClassCounts counts = new ClassCounts();
        counts.update(Answers.of(predicted(model, data), data.ints("kind")));
        for (int size : new int[] {1, 7, 101, 1000}) {
            Evaluation evaluation = Evaluation.of(
                    model,
                    data,
                    size,
                    Metrics.f1(Average.MACRO),
                    Metrics.precision(2),
                    Metrics.accuracy(),
                    Metrics.logLoss());
            assertEquals(counts.f1(Average.MACRO), evaluation.metric("f1_macro"));
            assertEquals(counts.precision(2), evaluation.metric("precision_2"));
            assertEquals(counts.accuracy(), evaluation.accuracy());
            assertEquals(counts.accuracy(), evaluation.metric("accuracy"));
            // The loss is cross-entropy, summed in float here and in double there.
            assertEquals(evaluation.loss(), evaluation.metric("log_loss"), 1e-6);
            assertEquals(
                    List.of("f1_macro", "precision_2", "log_loss"),
                    List.copyOf(evaluation.metrics().keySet()));
        }
        assertEquals(counts.accuracy(), Evaluation.of(model, data).accuracy());
    }

    @Test
    void metricsOfEachEpochStandInTheHistoryItsFileAndTheProgressLine() {
        Dataset held = model.data(40, 6);
        History history = Trainer.of(model)
                .epochs(3)
                .validation(held, Metrics.f1(Average.MACRO), Metrics.rocAuc())
                .fit(data);
        Evaluation last = Evaluation.of(model, held, Metrics.f1(Average.MACRO), Metrics.rocAuc());
        assertEquals(last.metrics(), history.last().metrics());
        assertEquals(last.metric("roc_auc"), history.metrics("roc_auc")[2]);
        assertArrayEquals(history.accuracies(), history.metrics("accuracy"));
        String csv = history.csv();
        assertTrue(csv.startsWith("epoch,loss,validation_loss,accuracy,f1_macro,roc_auc\r\n1,"), csv);
        assertTrue(csv.endsWith("," + last.metric("roc_auc") + "\r\n"), csv);
        assertEquals(history.epochs(), History.epochs(csv));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Epoch epoch = new Epoch(1, 1, 2, 0.5, Map.of("roc_auc", 0.75));
        new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false).onEpochEnd(epoch, new Fixed());
        assertEquals(
                "epoch 1  loss 1.0000  validation loss 2.0000  accuracy 50.00 %  roc_auc 0.7500",
                bytes.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void historyReadFromItsFileIsTheSameToTheBit() {
        List<Epoch> epochs = List.of(
                new Epoch(1, 1.0 / 3, Double.NaN, Double.NaN, Map.of("a", Double.NaN)),
                new Epoch(2, 4.9e-324, Double.POSITIVE_INFINITY, -0.0, Map.of("a", 1e300 / 7)));
        assertEquals(epochs, History.epochs(History.csv(epochs)));
        assertEquals(List.of(), History.epochs(History.csv(List.of())));
    }

    @Test
    void mistakesAreRefused() {
        assertRefused(
                "Two metrics are called 'f1_macro'. Give one of them another name by named(...).",
                () -> Evaluation.of(model, data, Metrics.f1(Average.MACRO), Metrics.f1(Average.MACRO)));
        assertRefused(
                "The metric 'digit_accuracy' judges the output 'digit', but the outputs with a target are 'kind'. Choose one by"
                        + " on(name).",
                () -> Trainer.of(model).validation(data, Metrics.accuracy().on("digit")));
        assertRefused("needs numbers as targets", () -> Evaluation.of(model, data, Metrics.r2()));
        assertRefused(
                "There is no metric 'f1'. There is 'accuracy', 'f1_macro'. Pass the metric to validation()",
                () -> Evaluation.of(model, data, Metrics.f1(Average.MACRO)).metric("f1"));
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }

    @Test
    void metricOfOnesOwnIsHeard() {
        Metric mine = Metric.of("rows", () -> new Meter() {
            private double rows;

            @Override
            public void reset() {
                rows = 0;
            }

            @Override
            public void update(Answers answers) {
                rows += answers.rows();
            }

            @Override
            public double result() {
                return rows;
            }
        });
        assertEquals(101, Evaluation.of(model, data, mine.on("kind")).metric("kind_rows"));
    }

    private static final class Fixed implements Callback.Control {
        @Override
        public Network network() {
            throw new AssertionError("not needed");
        }

        @Override
        public Training training() {
            throw new AssertionError("not needed");
        }

        @Override
        public int epochs() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int stepsPerEpoch() {
            return 1;
        }

        @Override
        public void stop() {
            throw new AssertionError("not needed");
        }
    }
}
