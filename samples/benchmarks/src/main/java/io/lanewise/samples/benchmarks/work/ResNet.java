package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.Padding.SAME;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.GlobalAveragePooling2D;

/** ResNet-20 for images of CIFAR-10 (He et al. 2016, 4.2), its shortcuts projected where the size changes. */
@Model
public interface ResNet {
    @Input(shape = {32, 32, 3})
    Tensor x();

    @Conv2D(filters = 16, kernelSize = 3, padding = SAME, useBias = false)
    Tensor stem(Tensor x);

    @BatchNormalization
    Tensor stemNormed(Tensor stem);

    @Activate(RELU)
    Tensor begun(Tensor stemNormed);

    @Apply(value = Residual.class, with = "width = 16")
    Tensor a1(Tensor begun);

    @Apply(value = Residual.class, with = "width = 16")
    Tensor a2(Tensor a1);

    @Apply(value = Residual.class, with = "width = 16")
    Tensor a3(Tensor a2);

    @Apply(value = Halving.class, with = "width = 32")
    Tensor b1(Tensor a3);

    @Apply(value = Residual.class, with = "width = 32")
    Tensor b2(Tensor b1);

    @Apply(value = Residual.class, with = "width = 32")
    Tensor b3(Tensor b2);

    @Apply(value = Halving.class, with = "width = 64")
    Tensor c1(Tensor b3);

    @Apply(value = Residual.class, with = "width = 64")
    Tensor c2(Tensor c1);

    @Apply(value = Residual.class, with = "width = 64")
    Tensor c3(Tensor c2);

    @GlobalAveragePooling2D
    Tensor features(Tensor c3);

    @Dense(units = 10, activation = SOFTMAX)
    @Output
    Tensor y(Tensor features);
}
