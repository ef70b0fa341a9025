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
            new Concatenate(),
            new Dense(),
            new Dot(),
            new Dropout(),
            new Embedding(),
            new Flatten(),
            new GaussianNoise(),
            new L2Normalize(),
            new LogSoftmax(),
            new MatMul(),
            new Maximum(),
            new Maxout(),
            new Minimum(),
            new MultiHeadAttention(),
            new Multiply(),
            new Permute(),
            new PositionalEncoding(),
            new PositionEmbedding(),
            new PRelu(),
            new Rescaling(),
            new Reshape(),
            new Softmax(),
            new Subtract(),
            new Weight());

    private Layers() {}

    /** The layer of that annotation. */
    public static Optional<Layer> named(String annotation) {
        return ALL.stream()
                .filter(layer -> layer.annotation().equals(annotation))
                .findFirst();
    }
}
