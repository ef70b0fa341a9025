package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Decoded;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.ModelName;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is printed.
 *
 * @param decoded how it is decoded step by step; null if it is not
 * @param vectors whether the vector form is written
 */
public record Blueprint(
        ModelName name,
        Graph graph,
        Lowered lowered,
        Plan plan,
        @Nullable Decoded decoded,
        boolean vectors) {
    List<Lowered.ArgumentDecl> inputs() {
        return lowered.arguments().stream().filter(a -> !a.target()).toList();
    }

    List<Lowered.ArgumentDecl> targets() {
        return lowered.arguments().stream().filter(Lowered.ArgumentDecl::target).toList();
    }

    /** The inputs that a decoder takes step by step. */
    List<Lowered.ArgumentDecl> growing() {
        return inputs().stream().filter(input -> grows(input.type())).toList();
    }

    /** The inputs that a decoder takes once. */
    List<Lowered.ArgumentDecl> given() {
        return inputs().stream().filter(input -> !grows(input.type())).toList();
    }

    private boolean grows(Type type) {
        return decoded != null && type.axes().contains(decoded.axis());
    }

    /** The outputs that a decoder gives step by step. */
    List<Lowered.OutputDecl> decodedOutputs() {
        return decoded == null
                ? List.of()
                : decoded.outputs().stream().map(lowered.outputs()::get).toList();
    }

    boolean trained() {
        return plan.training() != null;
    }

    /** Examples that predict does at once. */
    int rows() {
        return plan.rows();
    }

    long inferenceScratch() {
        return plan.inferenceFloats();
    }

    long weightsLength() {
        return plan.parameterFloats() + plan.derivedFloats();
    }
}
