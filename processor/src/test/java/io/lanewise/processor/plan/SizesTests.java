package io.lanewise.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Back;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that no array can hold is told so; nothing throws. */
class SizesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Parameters that fit but for their padding.
                "@Input(shape = 200000000) Tensor x(); @Dense(units = 5) @Loss(MEAN_SQUARED) Tensor y(Tensor x);",
                // Parameters twice, as they are and transposed.
                "@Input(shape = 40000) Tensor x(); @Dense(units = 40000) Tensor h(Tensor x);"
                        + "@Dense(units = 40000, tiedTo = \"h\") Tensor y(Tensor h); @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor z(Tensor y);",
                // One example in predict: a vector, and two images at once.
                "@Input(shape = 1100000000) Tensor x(); @Activate(TANH) Tensor h(Tensor x); @Activate(GELU) Tensor i(Tensor x);"
                        + "@Dense(units = 1, useBias = false) Tensor a(Tensor h); @Dense(units = 1, tiedTo = \"a\") Tensor b(Tensor i);"
                        + "@Dense(units = 1, tiedTo = \"a\") Tensor c(Tensor h); @Add @Output Tensor y(Tensor a, Tensor b, Tensor c);",
                "@Input(shape = {4096, 4096, 3}) Tensor x(); @Conv2D(filters = 64, kernelSize = 3, padding = Padding.SAME) Tensor h(Tensor x);"
                        + "@Conv2D(filters = 64, kernelSize = 3, padding = Padding.SAME) Tensor i(Tensor h);"
                        + "@Conv2D(filters = 1, kernelSize = 1) @Output Tensor y(Tensor i);",
                // One example in training.
                "@Input(shape = 1000000000) Tensor x(); @Activate(TANH) Tensor h(Tensor x);"
                        + "@Activate(GELU) Tensor i(Tensor h); @Multiply @Loss(MEAN_SQUARED) Tensor y(Tensor h, Tensor i);",
                // A node's own size.
                "@Input(shape = {2147483647}) Tensor x(); @Activate(TANH) @Output Tensor y(Tensor x);",
                "@Input(shape = {65535, 32768}) Tensor x(); @Activate(TANH) @Loss(MEAN_SQUARED) Tensor y(Tensor x);",
            })
    void isReported(String nodes) {
        Back back = Back.of("M", "@Model interface M {" + nodes + "}");
        assertEquals(1, back.reported().size(), () -> back.reported().toString());
        assertTrue(
                back.reported().get(0).startsWith("[LW309]"),
                () -> back.reported().toString());
    }

    /** A block of so many examples as tiles like best would not fit into one array, so fewer are taken. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 | @Input(shape = {1024, 1024, 3}) Tensor x(); @Conv2D(filters = 64, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor c(Tensor x); \
                    @Conv2D(filters = 1, kernelSize = 1, activation = SIGMOID) @Loss(BINARY_CROSS_ENTROPY) Tensor y(Tensor c);
                    1 | @Input(shape = 0, axis = "time", max = 2048, type = DataType.INT) Tensor t(); @Embedding(inputDim = 512, outputDim = 384) Tensor e(Tensor t); \
                    @Apply(Inner.class) @Repeat(6) Tensor h(Tensor e); @Dense(units = 512, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor h); \
                    @Block interface Inner { @Input Tensor x(); @MultiHeadAttention(heads = 12, causal = true) Tensor a(Tensor x); @Add Tensor b(Tensor x, Tensor a); }
                    21 | @Input(shape = 100000000) Tensor x(); @Activate(TANH) Tensor h(Tensor x); @Softmax @Output Tensor y(Tensor h);
                    """)
    void whatFitsIsCompiled(int rows, String nodes) {
        Back back = Back.of("M", "@Model interface M {" + nodes + "}");
        assertEquals(List.of(), back.reported());
        assertTrue(
                back.file("MModel").contains("int ROWS = " + rows + ";"),
                () -> back.file("MModel")
                        .lines()
                        .filter(line -> line.contains("int ROWS"))
                        .toList()
                        .toString());
    }

    @Test
    void theLargestThatFitsIsCompiled() {
        Back back = Back.of(
                "M",
                "@Model interface M { @Input(shape = 20000) Tensor x(); @Dense(units = 50000) @Output Tensor y(Tensor x); }");
        assertEquals(List.of(), back.reported());
        assertTrue(
                back.file("MModel").contains("1000050012"),
                "20,000 · 50,000 weights, 50,000 biases, and what is free before them");
    }
}
