package io.lanewise.processor.layer;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Parser;
import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What normalisations share: {@code epsilon}, a trained factor and addend of each channel, and sums. A variance is the mean of squares
 * of what is centred, never a difference of means.
 */
abstract class Normalization implements Layer {
    /** Letters of operands, in their order. */
    private static final String OPERANDS = "abcdef";

    private final String annotation;

    Normalization(String annotation) {
        this.annotation = annotation;
    }

    @Override
    public final String annotation() {
        return annotation;
    }

    /** Whether there is a bias to ask for. */
    boolean centers() {
        return true;
    }

    @Override
    public boolean check(Site site) {
        float epsilon = site.arguments().real("epsilon");
        boolean right = epsilon > 0 && Float.isFinite(epsilon);
        if (!right) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "epsilon",
                    "epsilon must be finite and above 0. It was " + epsilon + ". Give a small number such as 1e-5f.");
        }
        boolean gamma = Initializers.check(site, "gammaInitializer");
        return (!centers() || Initializers.check(site, "betaInitializer")) && gamma && right;
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        Arguments arguments = site.arguments();
        if (arguments.flag("scale")) {
            declare(site, "weight", "gammaInitializer", input.width());
        }
        if (centers() && arguments.flag("center")) {
            declare(site, "bias", "betaInitializer", input.width());
        }
        return input;
    }

    private static void declare(Site site, String name, String initializer, int channels) {
        Arguments start = site.arguments().nested(initializer);
        site.parameter(new Parameter(
                name, List.of(channels), start.text("value"), start.real("scale"), channels, channels, List.of()));
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public List<Integer> flattened(Site site) {
        return site.flattened(0);
    }

    /**
     * {@code normalized}, an expression of {@code operands}, with the factor and the addend of each channel.
     */
    final Value scaled(Lowering lowering, String normalized, Value... operands) {
        List<Value> all = new ArrayList<>(List.of(operands));
        String text = normalized;
        if (lowering.arguments().flag("scale")) {
            text += " * " + OPERANDS.charAt(all.size());
            all.add(lowering.parameter("weight"));
        }
        if (centers() && lowering.arguments().flag("center")) {
            text += " + " + OPERANDS.charAt(all.size());
            all.add(lowering.parameter("bias"));
        }
        return lowering.map("normalize", expression(text), all.toArray(Value[]::new));
    }

    /** {@code text} of operands {@code a b c …}, and of the numbers {@code p q …}. */
    static Expr expression(String text, double... numbers) {
        Map<String, Expr> names = new HashMap<>();
        for (int i = 0; i < OPERANDS.length(); i++) {
            names.put(OPERANDS.substring(i, i + 1), Expressions.operand(i));
        }
        for (int i = 0; i < numbers.length; i++) {
            names.put(String.valueOf((char) ('p' + i)), Expressions.constant(numbers[i]));
        }
        return Parser.parse(text, names);
    }

    /** Refuses a row of variable length, whose size a mean divides by. */
    static Value ofFixedRows(Value x) {
        String axis = x.type().axis(x.type().dims().size() - 1);
        if (!axis.isEmpty()) {
            throw new RefusedAxis(axis, "cannot be normalised along");
        }
        return x;
    }

    /** The sum along the row. */
    static Value rowSum(Lowering lowering, Value of) {
        return of.type().columns().is(1) ? of : lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROW, of);
    }

    /** The sum over the rows of each example. */
    static Value exampleSum(Lowering lowering, Value of) {
        return of.type().rows().is(1) ? of : lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, of);
    }
}
