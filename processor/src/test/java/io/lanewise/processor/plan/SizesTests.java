package io.lanewise.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Back;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                // One example of a block of predict.
                "@Input(shape = 100000000) Tensor x(); @Activate(TANH) Tensor h(Tensor x); @Softmax @Output Tensor y(Tensor h);",
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

    @Test
    void theLargestThatFitsIsCompiled() {
        Back back = Back.of(
                "M",
                "@Model interface M { @Input(shape = 20000) Tensor x(); @Dense(units = 50000) @Output Tensor y(Tensor x); }");
        assertEquals(List.of(), back.reported());
        assertTrue(back.file("MModel").contains("1000050000"), "20,000 · 50,000 weights and 50,000 biases");
    }
}
