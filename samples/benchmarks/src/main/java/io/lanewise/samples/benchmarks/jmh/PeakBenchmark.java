package io.lanewise.samples.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the processor can do at most: fused multiply-adds that wait neither for memory nor for one another. Twelve chains, more
 * than any core has in flight (latency 4, two a cycle), all in registers. Each chain is the addend of its multiply-adds: as a factor
 * it would take a copy of the addend each time, which with 16 registers takes a fifth of the speed.
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PeakBenchmark {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int STEPS = 4096;

    /** Floating-point operations of a call, two for each multiply-add. */
    public static final double FLOPS = 2.0 * CHAINS * STEPS * SPECIES.length();

    // Not final, or the compiler would know the result.
    private float first = 0.5f;
    private float second = 0.25f;

    /** The sum of all chains, so that none can be left out. */
    @Benchmark
    public float chains() {
        FloatVector x = FloatVector.broadcast(SPECIES, first);
        FloatVector y = FloatVector.broadcast(SPECIES, second);
        FloatVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < STEPS; step++) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
            k = x.fma(y, k);
            l = x.fma(y, l);
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
        return sum.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }
}
