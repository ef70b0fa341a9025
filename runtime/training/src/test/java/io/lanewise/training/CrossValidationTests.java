package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.Split;
import io.lanewise.training.metric.ClassCounts.Average;
import io.lanewise.training.metric.Metrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTests {
    private final Dataset data = TwoLayers.create(1).data(53, 5);

    @Test
    void isTheLoopOverTheFoldsByHand() {
        CrossValidation.Result result = CrossValidation.of(4)
                .stratified()
                .seed(3)
                .metrics(Metrics.f1(Average.MACRO))
                .run(
                        data,
                        () -> TwoLayers.create(1),
                        model -> Trainer.of(model).epochs(5).batchSize(8));
        List<Double> accuracies = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (Split fold : data.stratifiedFolds(4, 3)) {
            TwoLayers model = TwoLayers.create(1);
            Trainer.of(model).epochs(5).batchSize(8).fit(fold.train());
            Evaluation evaluation = Evaluation.of(model, fold.test(), Metrics.f1(Average.MACRO));
            assertEquals(evaluation, result.evaluations().get(accuracies.size()));
            accuracies.add(evaluation.accuracy());
            scores.add(evaluation.metric("f1_macro"));
        }
        assertEquals(4, result.histories().size());
        check(accuracies, result.accuracy());
        check(scores, result.metric("f1_macro"));
        assertTrue(result.loss().deviation() > 0);
    }

    private static void check(List<Double> values, CrossValidation.Spread spread) {
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        assertEquals(mean, spread.mean(), 1e-15);
        assertEquals(Math.sqrt(squares / (values.size() - 1)), spread.deviation(), 1e-15);
    }

    @Test
    void spreadReadsAsMeanAndDeviation() {
        assertEquals("0.9533 ± 0.0298", new CrossValidation.Spread(0.95333, 0.02981).toString());
    }

    @Test
    void mistakesAreRefused() {
        TwoLayers same = TwoLayers.create(1);
        assertRefused(
                "The same network was given for two folds",
                () -> CrossValidation.of(3).run(data, () -> same, Trainer::of));
        assertRefused("The number of folds is 1", () -> CrossValidation.of(1));
        assertRefused(
                "The number of folds is 54. Pass 2 to 53",
                () -> CrossValidation.of(54).run(data, () -> TwoLayers.create(1), Trainer::of));
        CrossValidation.Result result = CrossValidation.of(2).run(data, () -> TwoLayers.create(1), Trainer::of);
        assertRefused("There is no metric 'f1_macro'", () -> result.metric("f1_macro"));
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }
}
