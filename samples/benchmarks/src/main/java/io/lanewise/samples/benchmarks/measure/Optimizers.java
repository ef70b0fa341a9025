package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The optimizer passes that training steps cannot do without, each measured once in a run. */
final class Optimizers {
    private final Forks jmh;
    private final Map<List<Object>, Double> micros = new HashMap<>();

    Optimizers(Forks jmh) {
        this.jmh = jmh;
    }

    /** Microseconds of one pass over the net's parameters. */
    double micros(Rule rule, Net net) {
        return micros.computeIfAbsent(List.of(rule, net), key -> jmh.optimizer(rule, net.parameters()));
    }
}
