package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;

/** The values of the instances of a scan, side by side in each example. */
final class Stack {
    private final Op.Scan scan;
    private final int size;
    private final int examples;
    private final Tensor all;
    private int terms = 1;

    /** For values of type {@code step}. */
    Stack(Op.Scan scan, Type step, int examples) {
        this.scan = scan;
        this.size = step.size();
        this.examples = examples;
        this.all = Tensor.zeros(examples * scan.count() * size);
    }

    void put(int instance, Tensor step) {
        for (int example = 0; example < examples; example++) {
            int at = (example * scan.count() + scan.step(instance)) * size;
            System.arraycopy(step.values(), example * size, all.values(), at, size);
            System.arraycopy(step.scales(), example * size, all.scales(), at, size);
        }
        terms = Math.max(terms, step.terms());
    }

    Tensor tensor() {
        return new Tensor(all.values(), all.scales(), terms);
    }

    /** What {@code instance} reads of a sequence. */
    static Tensor step(Op.Scan scan, Type sequence, Tensor all, int instance, int examples) {
        int size = sequence.size() / scan.count();
        Tensor step = Tensor.zeros(examples * size);
        for (int example = 0; example < examples; example++) {
            int at = (example * scan.count() + scan.step(instance)) * size;
            System.arraycopy(all.values(), at, step.values(), example * size, size);
            System.arraycopy(all.scales(), at, step.scales(), example * size, size);
        }
        return new Tensor(step.values(), step.scales(), all.terms());
    }
}
