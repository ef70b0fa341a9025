package io.lanewise.processor.layer;

import java.util.List;
import java.util.Optional;

/** All layers. A new one is one file and one line here. */
public final class Layers {
    /** In alphabetical order. */
    public static final List<Layer> ALL = List.of(
            new Activate(),
            new Add(),
            new Attention(),
            new Average(),
            new BatchNormalization(),
            new Concatenate(),
            new Dense(),
            new Dot(),
            new Dropout(),
            new Embedding(),
            new Flatten(),
            new GaussianNoise(),
            new GroupNormalization(),
            new L2Normalize(),
            new LayerNormalization(),
            new LogSoftmax(),
            new MatMul(),
            new Maximum(),
            new Maxout(),
            new Sum("Mean", true),
            new Minimum(),
            new MultiHeadAttention(),
            new Multiply(),
            new Pad(),
            new Permute(),
            new PositionalEncoding(),
            new PositionEmbedding(),
            new PRelu(),
            new Rescaling(),
            new RepeatVector(),
            new Reshape(),
            new RmsNormalization(),
            new Slice(),
            new Softmax(),
            new Subtract(),
            new Sum("Sum", false),
            new Weight());

    private Layers() {}

    /** The layer of that annotation. */
    public static Optional<Layer> named(String annotation) {
        return ALL.stream()
                .filter(layer -> layer.annotation().equals(annotation))
                .findFirst();
    }
}
