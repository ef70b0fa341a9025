package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Operand;
import io.lanewise.processor.ir.Expr.Where;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Puts one expression in the place of another. What is shared as an object stays shared. */
public final class Substitution {
    private final UnaryOperator<Expr> replacement;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    private Substitution(UnaryOperator<Expr> replacement) {
        this.replacement = replacement;
    }

    /** {@code expression} with {@code arguments[i]} for {@code Operand(i)}. */
    public static Expr operands(Expr expression, Expr... arguments) {
        return everywhere(expression, e -> e instanceof Operand operand ? arguments[operand.index()] : e);
    }

    /** {@code expression} with {@code to} for every subexpression equal to {@code from}. */
    public static Expr equal(Expr expression, Expr from, Expr to) {
        return everywhere(expression, e -> e.getClass() == from.getClass() && e.equals(from) ? to : e);
    }

    /** {@code expression} where {@code replacement} is asked first at every node; its answer is not searched again. */
    public static Expr everywhere(Expr expression, UnaryOperator<Expr> replacement) {
        return new Substitution(replacement).in(expression);
    }

    /** Indices of the operands that stand in {@code expression}. */
    public static SortedSet<Integer> operandsOf(Expr expression) {
        SortedSet<Integer> found = new TreeSet<>();
        everywhere(expression, e -> {
            if (e instanceof Operand operand) {
                found.add(operand.index());
            }
            return e;
        });
        return found;
    }

    private Expr in(Expr expression) {
        Expr known = done.get(expression);
        if (known != null) {
            return known;
        }
        Expr replaced = replacement.apply(expression);
        if (replaced == expression) {
            if (expression instanceof Call call) {
                List<Expr> arguments = new ArrayList<>(call.arguments().size());
                for (Expr argument : call.arguments()) {
                    arguments.add(in(argument));
                }
                replaced = same(call.arguments(), arguments) ? call : new Call(call.function(), arguments);
            } else if (expression instanceof Where w) {
                replaced = new Where(w.comparison(), in(w.left()), in(w.right()), in(w.then()), in(w.otherwise()));
            }
        }
        done.put(expression, replaced);
        return replaced;
    }

    private static boolean same(List<Expr> before, List<Expr> after) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) {
                return false;
            }
        }
        return true;
    }
}
