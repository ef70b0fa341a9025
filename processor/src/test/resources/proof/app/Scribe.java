package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Tokens, positions, attention to oneself and to another sequence, and scores tied to the embedding. */
@Model
public interface Scribe {
    @Input(shape = 7, axis = "time", type = INT)
    Tensor letters();

    @Input(shape = 7, axis = "time")
    Tensor present();

    @Input(shape = {5, 19})
    Tensor page();

    @Embedding(inputDim = 37, outputDim = 33, paddingIndex = 0)
    Tensor embedded(Tensor letters);

    @PositionalEncoding
    Tensor placed(Tensor embedded);

    @PositionEmbedding
    Tensor learnt(Tensor placed);

    @MultiHeadAttention(heads = 3, causal = true, dropout = 0.125f)
    Tensor read(Tensor learnt, @From("present") Tensor mask);

    @Add
    Tensor kept(Tensor learnt, Tensor read);

    @MultiHeadAttention(heads = 2, keySize = 16, useBias = false)
    Tensor looked(Tensor kept, @From("page") Tensor key);

    @Add
    Tensor sum(Tensor kept, Tensor looked);

    @Attention
    Tensor mixed(Tensor sum);

    @Dense(units = 37, activation = SOFTMAX, tiedTo = "embedded")
    @Loss(CROSS_ENTROPY)
    Tensor next(Tensor mixed);
}
