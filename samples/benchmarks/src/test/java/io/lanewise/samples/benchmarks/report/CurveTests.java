package io.lanewise.samples.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Peaks;
import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Spread;
import io.lanewise.samples.benchmarks.measure.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves over rows, where they cross, and their plots. */
class CurveTests {
    @TempDir
    Path folder;

    private static Measured measured(int batch, double ratio) {
        Row row = new Row("infer 784-128-10", "infer", batch, 1, List.of(EngineName.ORT), true);
        return new Measured(
                row, "us", Spread.of(1), EngineName.ORT, Spread.of(ratio), Double.NaN, Double.NaN, List.of());
    }

    private static Suite.Result result() {
        return new Suite.Result(
                List.of(measured(1, 4), measured(4, 2), measured(16, 0.5), measured(64, 0.5)), Peaks.of(1e9, 2e9));
    }

    @Test
    void crossoverIsReadOffLogarithmicAxes() {
        Curve curve = Curve.of(result()).get(0);
        assertEquals(1, curve.crossovers().size());
        assertEquals(8, curve.crossovers().get(0), 1e-9);
        assertEquals(
                "infer 784-128-10 vs ort, 1 thread: ahead from rows = 1, behind from about 8, measured up to 64.",
                curve.sentence());
    }

    @Test
    void plotsAreWritten() throws IOException {
        Plots.write(result(), folder);
        assertTrue(Files.size(folder.resolve("infer.png")) > 1000);
        assertTrue(Files.notExists(folder.resolve("gemm.png")));
    }
}
