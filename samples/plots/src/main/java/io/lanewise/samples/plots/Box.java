package io.lanewise.samples.plots;

/**
 * A part of the plane.
 *
 * @param left least x
 * @param right largest x
 * @param bottom least y
 * @param top largest y
 */
public record Box(double left, double right, double bottom, double top) {
    /** @throws IllegalArgumentException if it has no width or no height, or a side is not finite */
    public Box {
        if (!(left < right && bottom < top && Double.isFinite(right - left) && Double.isFinite(top - bottom))) {
            throw new IllegalArgumentException("x from " + left + " to " + right + " and y from " + bottom + " to "
                    + top + " is no part of the plane. Pass finite sides, left below right and bottom below top.");
        }
    }

    /** The square around 0 from −{@code side} to {@code side}. */
    public static Box around(double side) {
        return new Box(-side, side, -side, side);
    }
}
