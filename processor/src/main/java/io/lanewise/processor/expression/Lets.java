package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Operand;
import io.lanewise.processor.ir.Expr.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * An expression as a list of steps in which equal subexpressions stand once. Each step is a {@link Call} or a {@link Where}
 * of atoms: {@code Operand(i)} with {@code i < operands} is operand i, else step {@code i − operands}; the other atoms are
 * constants and the index.
 *
 * @param operands number of operands
 * @param steps in order
 * @param result the atom that holds the expression's value
 */
public record Lets(int operands, List<Expr> steps, Expr result) {
    public Lets {
        steps = List.copyOf(steps);
    }

    /** {@code expression} of {@code operands} operands, step by step. */
    public static Lets of(int operands, Expr expression) {
        Maker maker = new Maker(operands);
        Expr result = maker.atom(expression);
        return new Lets(operands, maker.steps, result);
    }

    private static final class Maker {
        final int operands;
        final List<Expr> steps = new ArrayList<>();
        final Map<Expr, Expr> byStep = new HashMap<>();
        final Map<Expr, Expr> byObject = new IdentityHashMap<>();

        Maker(int operands) {
            this.operands = operands;
        }

        Expr atom(Expr expression) {
            Expr known = byObject.get(expression);
            if (known != null) {
                return known;
            }
            Expr atom = expression;
            if (expression instanceof Call call) {
                atom = step(new Call(
                        call.function(),
                        call.arguments().stream().map(this::atom).toList()));
            } else if (expression instanceof Where w) {
                atom = step(new Where(
                        w.comparison(), atom(w.left()), atom(w.right()), atom(w.then()), atom(w.otherwise())));
            }
            byObject.put(expression, atom);
            return atom;
        }

        Expr step(Expr step) {
            Expr known = byStep.get(step);
            if (known == null) {
                known = new Operand(operands + steps.size());
                steps.add(step);
                byStep.put(step, known);
            }
            return known;
        }
    }
}
