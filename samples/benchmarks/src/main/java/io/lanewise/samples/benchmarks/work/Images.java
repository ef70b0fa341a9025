package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;
import static io.lanewise.annotations.Padding.SAME;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Conv2D;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Flatten;
import io.lanewise.annotations.layers.MaxPool2D;

/** Two convolutions, each with a pooling, for images of the size of the handwritten digits of MNIST. */
@Model
public interface Images {
    @Input(shape = {28, 28, 1})
    Tensor x();

    @Conv2D(filters = 16, kernelSize = 3, padding = SAME, activation = RELU)
    Tensor edges(Tensor x);

    @MaxPool2D(2)
    Tensor fewerEdges(Tensor edges);

    @Conv2D(filters = 32, kernelSize = 3, padding = SAME, activation = RELU)
    Tensor corners(Tensor fewerEdges);

    @MaxPool2D(2)
    Tensor fewerCorners(Tensor corners);

    @Flatten
    Tensor features(Tensor fewerCorners);

    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor y(Tensor features);
}
