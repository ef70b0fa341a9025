/**
 * Training: {@code Trainer} does all of it, {@code Training} is the same step by step for a loop written by hand.
 *
 * <p>Both work on a flat copy of the parameters and publish it whole, so a model answers from one version at all times.
 * Data order depends on (seed, epoch) alone and random factors on (seed, step), so a seed gives the same bits again.
 */
@NullMarked
package io.lanewise.training;

import org.jspecify.annotations.NullMarked;
