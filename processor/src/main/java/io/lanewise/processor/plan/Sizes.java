package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;

/**
 * Arrays of Java have less than 2³¹ elements: what a model would need beyond is reported, padding counted. Nor can a class file
 * hold any number of kernels.
 */
public final class Sizes {
    /** Values of a program, each that of one primitive, those of a repeated body once: about 700 dense layers. */
    private static final int STEPS = 3000;

    private final String model;
    private final Where where;
    private final Problems problems;

    private Sizes(String model, Where where, Problems problems) {
        this.model = model;
        this.where = where;
        this.problems = problems;
    }

    /** Looks at the values of a program and its parameters; reports at most one. */
    public static void program(Lowered lowered, String model, Where where, Problems problems) {
        Sizes sizes = new Sizes(model, where, problems);
        if (sizes.steps(lowered.program()) && sizes.values(lowered.program())) {
            sizes.check("The parameters of '" + model + "'", parameters(lowered.program()));
        }
    }

    /** Looks at the memory of a model. */
    public static void plan(Plan plan, String model, Where where, Problems problems) {
        Sizes sizes = new Sizes(model, where, problems);
        boolean fits = sizes.check(
                        "The parameters of '" + model + "' and what is derived from them",
                        plan.parameterFloats() + plan.derivedFloats())
                && sizes.check("The scratch of '" + model + "' to predict one example", scratchOfOne(plan.inference()));
        Plan.Decoding decoding = plan.decoding();
        if (fits && decoding != null) {
            fits = sizes.check("What a decoder of '" + model + "' keeps of one example", decoding.keptFloats())
                    && (decoding.start() == null || decodes(sizes, model, decoding.start()))
                    && decodes(sizes, model, decoding.step());
        }
        Plan.Section training = plan.training();
        if (fits && training != null) {
            sizes.check("The scratch of '" + model + "' for one example in training", scratchOfOne(training));
        }
    }

    private static boolean decodes(Sizes sizes, String model, Plan.Section section) {
        return sizes.check("The scratch of a decoder of '" + model + "' for one example", scratchOfOne(section));
    }

    /** More examples at once are taken only where they fit. */
    private static long scratchOfOne(Plan.Section section) {
        return section.fixedFloats() + section.floatsPerExample();
    }

    private boolean steps(Program program) {
        int steps = count(program);
        if (steps <= STEPS) {
            return true;
        }
        problems.report(
                ProblemCode.TOO_MANY_STEPS,
                "A model can take " + STEPS + " steps of computation at most, blocks written out. '" + model
                        + "' takes "
                        + steps + ". Apply a block of equal layers with @Repeat, which counts once, or cut the model"
                        + " into several.",
                where);
        return false;
    }

    private static int count(Program program) {
        int count = program.values().size();
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Scan scan) {
                count += count(scan.body());
            }
        }
        return count;
    }

    private boolean values(Program program) {
        for (Value value : program.values()) {
            if (!check("'" + value.name() + "' in '" + model + "'", floats(value.type()))) {
                return false;
            }
            if (value.op() instanceof Op.Scan scan && !values(scan.body())) {
                return false;
            }
        }
        return true;
    }

    private static long parameters(Program program) {
        long floats = 0;
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Param param) {
                floats += Layout.of(param.parameter());
            } else if (value.op() instanceof Op.Scan scan) {
                floats += saturated(parameters(scan.body()), scan.count());
            }
            floats = Math.min(floats, Long.MAX_VALUE / 4);
        }
        return floats;
    }

    /** Floats with padding. */
    private static long floats(Type type) {
        long size = 1;
        for (int i = 0; i < type.dims().size(); i++) {
            long dim = type.dims().get(i);
            boolean padded = i == type.dims().size() - 1;
            size = saturated(size, padded ? (dim + Layout.LANES - 1) / Layout.LANES * Layout.LANES : dim);
        }
        return size;
    }

    private static long saturated(long a, long b) {
        return b != 0 && a > Long.MAX_VALUE / 4 / b ? Long.MAX_VALUE / 4 : a * b;
    }

    private boolean check(String what, long floats) {
        if (floats <= Rows.MOST) {
            return true;
        }
        problems.report(
                ProblemCode.TOO_LARGE,
                what + " must be less than 2³¹ floats, padding included. There are "
                        + (floats >= Long.MAX_VALUE / 4 ? "more than 2⁶⁰" : String.valueOf(floats))
                        + ". Choose smaller sizes.",
                where);
        return false;
    }
}
