package io.lanewise.samples.plots;

/** A function of points in the plane; {@code model::predict} of a network with two inputs is one. */
@FunctionalInterface
public interface Plane {
    /**
     * Computes the values of points.
     *
     * @param points x and y of each point, one point after the other
     * @param count number of points
     * @param values filled with as many values a point as the function has
     */
    void at(float[] points, int count, float[] values);
}
