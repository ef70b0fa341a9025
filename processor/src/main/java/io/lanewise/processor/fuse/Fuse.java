package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Cuts programs into steps. A value computed row by row joins the kernel that computes the last of its operands, so that a
 * chain of any length is one kernel; a matrix product starts one.
 */
public final class Fuse {
    private Fuse() {}

    /** The forward program up to the outputs, without dropout and without the loss. */
    public static Fused inference(Lowered lowered) {
        return inference(predicting(lowered));
    }

    /** The program that {@link #inference(Lowered)} cuts. */
    public static Program predicting(Lowered lowered) {
        List<Value> outputs =
                lowered.program().results().subList(0, lowered.outputs().size());
        return Pooled.of(Folding.of(Inference.of(lowered.program(), outputs)));
    }

    /** A program that predicts, cut into steps. */
    public static Fused inference(Program program) {
        Frame frame = new Frame(needed(program.results()), true);
        frame.steps(program.values());
        program.results().forEach(frame::materialise);
        List<Step> forward = frame.section();
        return Lined.of(Tiling.of(frame.fused(forward, List.of(), List.of(), program.results())));
    }

    /** Forward to the loss (outputs it does not need are left out), backward to all gradients. */
    public static Fused training(Differentiated program) {
        return training(program, List.of());
    }

    /** The same; {@code beside} are values of the forward program that stand in memory beside the loss. */
    public static Fused training(Differentiated program, List<Value> beside) {
        List<Value> forwardResults = program.forward().results();
        Value loss = forwardResults.get(forwardResults.size() - 1);
        List<Value> results = new ArrayList<>(List.of(loss));
        results.addAll(beside);
        List<Value> wanted = new ArrayList<>(results);
        wanted.addAll(program.parameterGradients().values());
        wanted.addAll(program.inputGradients().values());
        wanted.addAll(scansBack(program.backward()));
        Frame frame = new Frame(needed(wanted), false);
        frame.steps(program.forward().values());
        results.forEach(frame::materialise);
        List<Step> forward = frame.section();
        frame.steps(program.backward());
        program.parameterGradients().values().forEach(frame::materialise);
        List<Step> backward = frame.section();
        frame.steps(program.inputs());
        program.inputGradients().values().forEach(frame::materialise);
        List<Step> inputs = frame.section();
        return frame.fused(forward, backward, inputs, results);
    }

    /** Derivatives of scans hold the gradients of their bodies' parameters, so they are wanted even if nothing reads them. */
    private static List<Value> scansBack(List<Value> values) {
        return values.stream()
                .filter(value -> value.op() instanceof Op.ScanBack)
                .toList();
    }

    /** What writes to memory that outlives the call is wanted even if nothing reads it. */
    private static List<Value> keeping(Program program) {
        return program.values().stream()
                .filter(value -> value.op() instanceof Op.Kept kept && kept.operand() != null
                        || value.op() instanceof Op.Scan scan
                                && !keeping(scan.body()).isEmpty())
                .toList();
    }

    /** What the results depend on, through the bodies of scans. */
    private static Set<Value> needed(Collection<Value> results) {
        Set<Value> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> open = new ArrayList<>(results);
        while (!open.isEmpty()) {
            Value value = open.remove(open.size() - 1);
            if (!needed.add(value)) {
                continue;
            }
            open.addAll(Operands.of(value));
            if (value.op() instanceof Op.Scan scan) {
                open.addAll(scan.body().results());
                open.addAll(keeping(scan.body()));
            } else if (value.op() instanceof Op.ScanBack back) {
                open.addAll(back.backward().parameters().values());
                open.addAll(scansBack(back.backward().values()));
                open.addAll(back.backward().stacked());
                back.backward().operands().forEach(gradient -> {
                    if (gradient != null) {
                        open.add(gradient);
                    }
                });
            }
        }
        return needed;
    }
}
