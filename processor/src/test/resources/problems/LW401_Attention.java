package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW401_Attention {
    @Input(shape = 3, type = INT) Tensor t();

    // LW401: Embedding needs inputDim
    // LW401: Embedding needs outputDim
    @Embedding Tensor e(Tensor t);

    // LW402: paddingIndex must be one of the integers, from 0 to 4. It was 5
    @Embedding(inputDim = 5, outputDim = 4, paddingIndex = 5) Tensor f(Tensor t);

    // LW402: outputDim must be at least 1. It was -2
    @Embedding(inputDim = 5, outputDim = -2) Tensor g(Tensor t);

    @Input(shape = {3, 6}) Tensor x();

    // LW401: MultiHeadAttention needs heads
    @MultiHeadAttention Tensor a(Tensor x);

    // LW402: dropout must be in [0, 1). It was 1.0
    // LW402: keySize must be at least 1. It was -1
    @MultiHeadAttention(heads = 2, keySize = -1, dropout = 1) Tensor b(Tensor x);

    // LW402: scale must be finite
    @Attention(scale = Float.NaN) Tensor c(Tensor x);

    // LW402: The heads must divide the size of the query, or have a size of their own. There are 4 heads but 'x' is 3×6
    @MultiHeadAttention(heads = 4) Tensor d(Tensor x);

    @Add @Output Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g);
}
