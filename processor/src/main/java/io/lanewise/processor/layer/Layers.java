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
            new Pooling("AveragePooling", 1),
            new Pooling("AveragePooling", 2),
            new BatchNormalization(),
            new CellState(),
            new Concatenate(),
            new Convolution(1),
            new Convolution(2),
            new Conv2DTranspose(),
            new Borders(false),
            new Dense(),
            new DepthwiseConv2D(),
            new Dot(),
            new Dropout(),
            new Embedding(),
            new Flatten(),
            new GaussianNoise(),
            new GlobalPooling("GlobalAveragePooling", 1),
            new GlobalPooling("GlobalAveragePooling", 2),
            new GlobalPooling("GlobalMaxPool", 1),
            new GlobalPooling("GlobalMaxPool", 2),
            new GroupNormalization(),
            new Gru(),
            new L2Normalize(),
            new LayerNormalization(),
            new LogSoftmax(),
            new Lstm(),
            new Masking(),
            new MatMul(),
            new Maximum(),
            new Maxout(),
            new Pooling("MaxPool", 1),
            new Pooling("MaxPool", 2),
            new Sum("Mean", true),
            new Minimum(),
            new MultiHeadAttention(),
            new Multiply(),
            new Pad(),
            new Permute(),
            new PositionalEncoding(),
            new PositionEmbedding(),
            new PRelu(),
            new RepeatVector(),
            new Rescaling(),
            new Reshape(),
            new RmsNormalization(),
            new SeparableConv2D(),
            new Slice(),
            new SimpleRnn(),
            new Softmax(),
            new SpatialDropout2D(),
            new Subtract(),
            new Sum("Sum", false),
            new UpSampling2D(),
            new Weight(),
            new Borders(true));

    private Layers() {}

    /** The layer of that annotation. */
    public static Optional<Layer> named(String annotation) {
        return ALL.stream()
                .filter(layer -> layer.annotation().equals(annotation))
                .findFirst();
    }
}
