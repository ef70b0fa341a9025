package io.lanewise.samples.benchmarks.work;

import java.util.List;

/** All of a net but its last activation. */
interface Body {
    /** What it reads. A second input is a state, in whose place the next call gets the output. */
    List<Form> inputs();

    /** What comes before the last activation. */
    <V> V logits(Operations<V> on, List<V> inputs);
}
