package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Type;
import java.util.Arrays;

/** A tensor read as the matrix of its rows. */
record Matrix(Tensor tensor, int rows, int columns) {
    static Matrix of(Tensor tensor, Type type, int examples, boolean transposed) {
        int rows = (type.batched() ? examples : 1) * type.outer();
        Matrix matrix = new Matrix(tensor, rows, type.width());
        return transposed ? matrix.transposed() : matrix;
    }

    /** Of {@code parts} equal matrices, one behind the other, number {@code part}. */
    static Matrix part(Tensor tensor, Type type, int part, int parts, boolean transposed) {
        int size = tensor.values().length / parts;
        double[] values = Arrays.copyOfRange(tensor.values(), part * size, (part + 1) * size);
        double[] scales = Arrays.copyOfRange(tensor.scales(), part * size, (part + 1) * size);
        Matrix matrix = new Matrix(new Tensor(values, scales, tensor.terms()), size / type.width(), type.width());
        return transposed ? matrix.transposed() : matrix;
    }

    private Matrix transposed() {
        Tensor turned = Tensor.zeros(rows * columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned.values()[c * rows + r] = tensor.values()[r * columns + c];
                turned.scales()[c * rows + r] = tensor.scales()[r * columns + c];
            }
        }
        return new Matrix(new Tensor(turned.values(), turned.scales(), tensor.terms()), columns, rows);
    }

    Tensor times(Matrix other) {
        if (columns != other.rows) {
            throw new IllegalStateException(
                    rows + "×" + columns + " times " + other.rows + "×" + other.columns + " has no meaning");
        }
        int width = other.columns;
        double[] values = new double[rows * width];
        double[] scales = new double[values.length];
        double[] rightValues = other.tensor.values();
        double[] rightScales = other.tensor.scales();
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                double value = tensor.values()[r * columns + k];
                double scale = tensor.scales()[r * columns + k];
                for (int c = 0; c < width; c++) {
                    values[r * width + c] += value * rightValues[k * width + c];
                    scales[r * width + c] += Elements.product(scale, rightScales[k * width + c]);
                }
            }
        }
        int terms = Math.max(columns, Math.max(tensor.terms(), other.tensor.terms()));
        return new Tensor(values, scales, terms);
    }
}
