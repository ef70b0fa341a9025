package io.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Back;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Javadoc of a network says of a node. */
class SummaryTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dense, relu(x) | @Dense(units = 2, activation = RELU)
                    dense(x) | @Dense(units = 2)
                    activate, gelu(x) | @Activate(GELU)
                    conv1d, relu(x) | @Conv1D(filters = 2, kernelSize = 1, activation = RELU)
                    conv1d(x) | @Conv1D(filters = 2, kernelSize = 1)
                    gru, tanh(x) | @Gru(units = 2)
                    lstm, softsign(x) | @Lstm(units = 2, activation = SOFTSIGN)
                    layernormalization(x) | @LayerNormalization
                    """)
    void namesTheActivationOfEveryLayer(String what, String layer) {
        Back back = Back.of(
                "M",
                "@Model interface M { @Input(shape = {3, 4}, axis = \"time\") Tensor x(); " + layer
                        + " @Output Tensor y(Tensor x); }");
        String file = back.file("MModel");
        assertTrue(file.contains("  " + what + "  "), file.substring(0, file.indexOf("*/")));
    }
}
