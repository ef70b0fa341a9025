package io.lanewise.training.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.TwoLayers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTests {
    @Test
    void gridTriesEveryCombinationOnceInOrder() {
        List<String> tried = new ArrayList<>();
        SearchResult result = Search.grid()
                .values("rate", 0.1, 0.01)
                .values("rule", "sgd", "adam", "ftrl")
                .run(trial -> {
                    tried.add(trial.number("rate") + trial.value("rule", String.class));
                    return trial.number() % 4;
                });
        assertEquals(List.of("0.1sgd", "0.1adam", "0.1ftrl", "0.01sgd", "0.01adam", "0.01ftrl"), tried);
        // Scores 1 2 3 0 1 2: the least first, equals in the order of their trials.
        assertEquals(
                List.of(4, 1, 5, 2, 6, 3),
                result.trials().stream().map(Trial::number).toList());
        assertEquals("sgd", result.best().value("rule", String.class));
    }

    @Test
    void greatestIsBestWhereAskedForAndFailuresComeLast() {
        SearchResult result = Search.grid()
                .values("x", 1, 2, 3, 4, 5)
                .maximize()
                .run(trial -> {
                    if (trial.integer("x") == 2) {
                        TwoLayers model = TwoLayers.create(1);
                        float[] point = new float[TwoLayers.IN];
                        point[1] = Float.POSITIVE_INFINITY;
                        Trainer.of(model).fit(Dataset.of(model.weights().signature(), point, new int[1]));
                    }
                    return trial.integer("x") == 5 ? Double.NaN : trial.number("x");
                });
        assertEquals(
                List.of(4, 3, 1, 2, 5),
                result.trials().stream().map(Trial::number).toList());
        assertEquals(
                "trial   score  x\n    4   4.000  4\n    3   3.000  3\n    1   1.000  1\n    2  failed  2\n    5  failed  5\n",
                result.toString());
        assertEquals("trial,score,x\r\n4,4.0,4\r\n3,3.0,3\r\n1,1.0,1\r\n2,,2\r\n5,,5\r\n", result.csv());
        SearchResult none = Search.grid().values("x", 1).run(trial -> Double.NaN);
        assertTrue(assertThrows(IllegalStateException.class, none::best)
                .getMessage()
                .startsWith("All 1 trials failed"));
    }

    @Test
    void randomTrialsAreAFunctionOfSeedNumberAndName() {
        SearchResult first = random(20, 42);
        assertEquals(first, random(20, 42));
        assertNotEquals(first, random(20, 43));
        // A longer search begins with the same trials, whatever else is searched.
        SearchResult longer = Search.random(30, 42)
                .uniform("more", -1, 1)
                .logUniform("rate", 1e-4, 1e-1)
                .values("size", 16, 32, 64)
                .run(Trial::number);
        for (Trial trial : random(20, 42).trials()) {
            Trial same = longer.trials().get(trial.number() - 1);
            assertEquals(trial.number("rate"), same.number("rate"));
            assertEquals(trial.integer("size"), same.integer("size"));
            assertEquals(trial.seed(), same.seed());
        }
    }

    private static SearchResult random(int trials, long seed) {
        return Search.random(trials, seed)
                .logUniform("rate", 1e-4, 1e-1)
                .values("size", 16, 32, 64)
                .run(Trial::number);
    }

    /** The bounds are five standard deviations of what is counted. */
    @Test
    void randomValuesAreSpreadAsAskedFor() {
        int trials = 3000;
        int[] sizes = new int[3];
        int[] decades = new int[3];
        double[] sum = {0};
        Search.random(trials, 7)
                .logUniform("rate", 1e-4, 1e-1)
                .uniform("share", 2, 4)
                .values("size", 0, 1, 2)
                .run(trial -> {
                    assertTrue(trial.number("rate") >= 1e-4 && trial.number("rate") <= 1e-1);
                    assertTrue(trial.number("share") >= 2 && trial.number("share") < 4);
                    decades[Math.min(2, (int) (Math.log10(trial.number("rate")) + 4))]++;
                    sizes[trial.integer("size")]++;
                    sum[0] += trial.number("share");
                    return 0;
                });
        double five = 5 * Math.sqrt(trials * 2 / 9.0);
        for (int i = 0; i < 3; i++) {
            assertEquals(trials / 3.0, sizes[i], five);
            assertEquals(trials / 3.0, decades[i], five);
        }
        assertEquals(3, sum[0] / trials, 5 * (2 / Math.sqrt(12)) / Math.sqrt(trials));
    }

    @Test
    void mistakesAreRefused() {
        assertRefused("There is nothing to try", () -> Search.grid().run(trial -> 0));
        assertRefused("'x' has no values to try", () -> Search.grid().values("x", new Object[0]));
        assertRefused("'x' is given twice", () -> Search.grid().values("x", 1).values("x", 2));
        assertRefused(
                "'x' is a range, which a grid cannot try", () -> Search.grid().uniform("x", 0, 1));
        assertRefused("'x' goes from 1.0 to 1.0", () -> Search.random(1, 1).uniform("x", 1, 1));
        assertRefused(
                "'x' begins at 0.0, which has no logarithm",
                () -> Search.random(1, 1).logUniform("x", 0, 1));
        assertRefused("The number of trials is 0", () -> Search.random(0, 1));
        Integer[] many = new Integer[1001];
        Arrays.fill(many, 1);
        assertRefused(
                "more than a million combinations",
                () -> Search.grid()
                        .values("x", (Object[]) many)
                        .values("y", (Object[]) many)
                        .run(trial -> 0));
        assertRefused(
                "There is no setting 'y'. There is 'x'.",
                () -> Search.grid().values("x", 1).run(trial -> trial.number("y")));
        assertRefused(
                "'x' is 0.5, no whole number.",
                () -> Search.grid().values("x", 0.5).run(trial -> trial.integer("x")));
        assertRefused(
                "'x' is 0.5, no String.",
                () -> Search.grid()
                        .values("x", 0.5)
                        .run(trial -> trial.value("x", String.class).length()));
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }
}
