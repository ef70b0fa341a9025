package io.lanewise.samples.vectors;

import java.util.ArrayList;
import java.util.List;

/** The directions in which some vectors differ most from their mean, by power iteration (Pearson, 1901). */
final class PrincipalComponents {
    private static final int ITERATIONS = 1000;

    private final double[] mean;
    private final List<double[]> directions = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();

    /** The first {@code count} directions. */
    PrincipalComponents(List<float[]> vectors, int count) {
        int size = vectors.get(0).length;
        mean = new double[size];
        for (float[] vector : vectors) {
            for (int i = 0; i < size; i++) {
                mean[i] += vector[i] / (double) vectors.size();
            }
        }
        double[][] covariance = new double[size][size];
        double total = 0;
        for (float[] vector : vectors) {
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < size; k++) {
                    covariance[i][k] += (vector[i] - mean[i]) * (vector[k] - mean[k]);
                }
                total += (vector[i] - mean[i]) * (vector[i] - mean[i]);
            }
        }
        for (int n = 0; n < count; n++) {
            double variance = next(covariance);
            shares.add(variance / total);
        }
    }

    /** Finds the next direction, takes its part out of the covariance, and returns the variance along it. */
    private double next(double[][] covariance) {
        int size = mean.length;
        double[] direction = new double[size];
        for (int i = 0; i < size; i++) {
            direction[i] = 1 + i; // not at right angles to what is sought, unless by chance
        }
        double variance = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] product = new double[size];
            double square = 0;
            for (int i = 0; i < size; i++) {
                product[i] = dot(covariance[i], direction);
                square += product[i] * product[i];
            }
            variance = Math.sqrt(square);
            for (int i = 0; i < size; i++) {
                direction[i] = product[i] / variance;
            }
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                covariance[i][k] -= variance * direction[i] * direction[k];
            }
        }
        directions.add(direction);
        return variance;
    }

    /** How far a vector is from the mean along a direction, counted from 0. */
    double along(int direction, float[] vector) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += (vector[i] - mean[i]) * directions.get(direction)[i];
        }
        return sum;
    }

    /** The part of all variance that a direction has. */
    double share(int direction) {
        return shares.get(direction);
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
