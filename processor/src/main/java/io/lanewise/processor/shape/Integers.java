package io.lanewise.processor.shape;

import io.lanewise.processor.layer.Layer;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;

/** Inputs of integers have no meaning but to number the rows of a table. */
final class Integers {
    private Integers() {}

    /** Whether the inputs of a node are integers only where its layer reads some; reports if not. */
    static boolean fit(NodeSite site, Layer layer) {
        boolean right = true;
        for (int i = 0; i < site.inputs().size(); i++) {
            if (site.values(i) == Values.INTEGERS && !layer.readsIntegers()) {
                String source = site.sources().get(i);
                site.wrongInput(
                        ProblemCode.INTEGERS,
                        i,
                        layer.annotation() + " computes with numbers but '" + source + "' is an input of integers. Put"
                                + " @Embedding between '" + source + "' and '" + site.node()
                                + "', or leave type = INT out.");
                right = false;
            }
        }
        return right;
    }
}
