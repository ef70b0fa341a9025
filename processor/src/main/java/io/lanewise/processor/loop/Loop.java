package io.lanewise.processor.loop;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Step;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Gives each kernel its loops. */
public final class Loop {
    private final Fused fused;
    private final java.util.function.Function<Function, Expr> definitions;
    private final Map<Step.Kernel, Nest> nests = new IdentityHashMap<>();

    private Loop(Fused fused, java.util.function.Function<Function, Expr> definitions) {
        this.fused = fused;
        this.definitions = definitions;
    }

    /**
     * The loops of all kernels.
     *
     * @param definitions what a function that is no instruction consists of
     */
    public static Looped kernels(Fused fused, java.util.function.Function<Function, Expr> definitions) {
        Loop loop = new Loop(fused, definitions);
        loop.steps(fused.prepare());
        loop.steps(fused.forward());
        loop.steps(fused.backward());
        loop.steps(fused.inputs());
        return new Looped(fused, loop.nests);
    }

    private void steps(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Kernel kernel && !kernel.rows().isEmpty()) {
                nests.put(kernel, new NestBuilder(fused, kernel, definitions, false).build());
            } else if (step instanceof Step.Tiles tiles) {
                nests.put(tiles.rows(), new NestBuilder(fused, tiles.rows(), definitions, true).build());
            } else if (step instanceof Step.Lines lines) {
                nests.put(lines.rows(), new NestBuilder(fused, lines.rows(), definitions, true).build());
            } else if (step instanceof Step.Repeat repeat) {
                steps(repeat.steps());
            }
        }
    }
}
