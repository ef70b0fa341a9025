package io.lanewise.samples.lessons.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DataTests {
    /** Counts and sums as published with the data. */
    @Test
    void theTablesAreComplete() {
        Table iris = Table.iris();
        assertEquals(150, iris.count());
        assertEquals(5.843, mean(iris, 0), 1e-3);
        assertEquals(3, Arrays.stream(iris.classes()).distinct().count());
        Table cancer = Table.breastCancer();
        assertEquals(569, cancer.count());
        assertEquals(30, cancer.features());
        assertEquals(357, Arrays.stream(cancer.classes()).sum());
        Table diabetes = Table.diabetes();
        assertEquals(442, diabetes.count());
        assertEquals(10, diabetes.features());
        assertEquals(152.1335, mean(diabetes, 10), 1e-4);
        assertEquals(59, diabetes.inputs()[0]);
        assertEquals(151, diabetes.targets()[0]);
    }

    @Test
    void standardisedColumnsHaveMean0AndVariance1() {
        for (Table table : new Table[] {Table.iris(), Table.breastCancer(), Table.diabetes()}) {
            float[] inputs = table.standardised();
            for (int feature = 0; feature < table.features(); feature++) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < table.count(); i++) {
                    double value = inputs[i * table.features() + feature];
                    sum += value;
                    squares += value * value;
                }
                assertEquals(0, sum / table.count(), 1e-6);
                assertEquals(1, squares / table.count(), 1e-6);
            }
        }
    }

    @Test
    void linearSystemsAreSolved() {
        double[][] matrix = {{0, 2, 1}, {1, -1, 3}, {4, 1, -2}};
        assertArrayEquals(new double[] {1, 2, 3}, LinearSystem.solve(matrix, new double[] {7, 8, 0}), 1e-14);
        assertEquals(0, matrix[0][0], "the matrix stays as it was");
        assertThrows(
                ArithmeticException.class,
                () -> LinearSystem.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 2}));
    }

    private static double mean(Table table, int column) {
        return Arrays.stream(table.rows())
                .mapToDouble(row -> row[column])
                .average()
                .orElseThrow();
    }
}
