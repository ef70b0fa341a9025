/**
 * Pictures of trainings and networks as PNG: curves, confusion matrices, decision regions, contours with paths, weights as
 * images. Needs no screen. XChart draws axes, lines and points; what lies behind them is painted here.
 */
@NullMarked
package io.lanewise.samples.plots;

import org.jspecify.annotations.NullMarked;
