package io.lanewise.samples.benchmarks.jmh;

import io.lanewise.runtime.kernel.Update;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One optimizer pass over all parameters: with the matrix products at peak speed, the floor of a training step. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OptimizerBenchmark {
    /** Name of a {@link Rule}. */
    @Param("ADAM")
    public String rule = "";

    /** Parameters. */
    @Param("1024")
    public int parameters;

    private float[] w = {};
    private float[] g = {};
    private float[] m = {};
    private float[] v = {};

    /** Parameters padded to whole vectors. */
    @Setup
    public void fill() {
        int padded = (parameters + 15) / 16 * 16;
        w = Data.floats(padded);
        g = Data.floats(padded);
        m = new float[padded];
        v = new float[padded];
    }

    /** The pass. */
    @Benchmark
    public void pass() {
        switch (Rule.valueOf(rule)) {
            case SGD -> Update.sgd(w, g, 0, w.length, 0.01f, 0);
            case ADAM -> Update.adam(w, g, m, v, 0, w.length, 0.1f, 0.001f, 0.001f, 1, 1e-8f, 1);
        }
    }
}
