package io.lanewise.samples.kotlin

import io.lanewise.annotations.Activation.RELU
import io.lanewise.annotations.Activation.SOFTMAX
import io.lanewise.annotations.Input
import io.lanewise.annotations.Loss
import io.lanewise.annotations.LossFunction.CROSS_ENTROPY
import io.lanewise.annotations.Model
import io.lanewise.annotations.Tensor
import io.lanewise.annotations.layers.Dense
import io.lanewise.annotations.layers.Dropout
import io.lanewise.annotations.layers.Flatten

/** Tells which digit an image of 8×8 pixels shows. */
@Model
interface Digits {
    /** Pixels from 0 for paper to 1 for ink, row after row. */
    @Input(shape = [8, 8, 1])
    fun image(): Tensor

    @Flatten
    fun pixels(image: Tensor): Tensor

    @Dense(units = 256, activation = RELU)
    fun hidden(pixels: Tensor): Tensor

    @Dropout(rate = 0.3f)
    fun someHidden(hidden: Tensor): Tensor

    /** The probability of each digit. */
    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    fun digit(someHidden: Tensor): Tensor
}
