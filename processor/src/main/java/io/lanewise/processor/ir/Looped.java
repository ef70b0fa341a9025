package io.lanewise.processor.ir;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fused program with the loops of its kernels.
 *
 * @param nests by kernel, by identity; none for a kernel that is only a product
 */
public record Looped(Fused fused, Map<Step.Kernel, Nest> nests) {
    /** How many batch-sized buffers the kernels of a section read and write, each counted once a kernel; products too. */
    public int passes(List<Step> section) {
        int passes = 0;
        for (Step step : section) {
            if (step instanceof Step.Kernel kernel) {
                Nest nest = nests.get(kernel);
                Set<Value> touched = Collections.newSetFromMap(new IdentityHashMap<>());
                if (nest != null) {
                    for (Nest.Memory memory : nest.memories()) {
                        if (memory.value().type().batched()) {
                            touched.add(memory.value());
                        }
                    }
                }
                if (kernel.head() != null) {
                    touched.add(kernel.head());
                    touched.addAll(Operands.of(kernel.head()));
                    touched.removeIf(value -> !value.type().batched());
                }
                passes += touched.size();
            } else if (step instanceof Step.Tiles tiles) {
                Set<Value> touched = Collections.newSetFromMap(new IdentityHashMap<>());
                touched.addAll(Operands.of(tiles.first()));
                touched.addAll(Operands.of(tiles.named()));
                touched.add(tiles.named());
                java.util.Objects.requireNonNull(nests.get(tiles.rows()))
                        .memories()
                        .forEach(m -> touched.add(m.value()));
                touched.removeIf(value -> !value.type().batched() || tiles.isOfBlock(fused.root(value)));
                passes += touched.size();
            } else if (step instanceof Step.Lines lines) {
                passes += passes(lines.both());
            } else if (step instanceof Step.Repeat repeat) {
                passes += passes(repeat.steps());
            }
        }
        return passes;
    }

    /** The nests, in order of the kernels. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text(fused.forward(), text);
        text(fused.backward(), text);
        text(fused.inputs(), text);
        return text.toString();
    }

    private void text(List<Step> steps, StringBuilder text) {
        for (Step step : steps) {
            if (step instanceof Step.Kernel kernel) {
                Nest nest = nests.get(kernel);
                text.append(step.named().name()).append(": ").append(nest == null ? "product\n" : nest.toText());
            } else if (step instanceof Step.Tiles tiles) {
                Nest nest = java.util.Objects.requireNonNull(nests.get(tiles.rows()));
                text.append(step.named().name()).append(": in tiles ").append(nest.toText());
            } else if (step instanceof Step.Lines lines) {
                text(lines.both(), text);
            } else if (step instanceof Step.Repeat repeat) {
                text(repeat.steps(), text);
            }
        }
    }
}
