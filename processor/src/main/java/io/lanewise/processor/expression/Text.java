package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Constant;
import io.lanewise.processor.ir.Expr.Operand;
import io.lanewise.processor.ir.Expr.Where;
import io.lanewise.processor.ir.Function;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An expression as text, for the dump and for comments. */
public final class Text {
    private Text() {}

    /** {@code expression} with {@code names} for its operands. */
    public static String of(Expr expression, List<String> names) {
        if (expression instanceof Operand operand) {
            return names.get(operand.index());
        }
        if (expression instanceof Constant constant) {
            double value = constant.value();
            return value == Math.rint(value) && Math.abs(value) < 1e9
                    ? Long.toString((long) value)
                    : Float.toString((float) value);
        }
        if (expression instanceof Call call) {
            return of(call, names);
        }
        if (expression instanceof Where w) {
            String comparison = switch (w.comparison()) {
                case GREATER -> " > ";
                case GREATER_OR_EQUAL -> " >= ";
                case EQUAL -> " == ";
            };
            return "(" + of(w.left(), names) + comparison + of(w.right(), names) + " ? " + of(w.then(), names) + " : "
                    + of(w.otherwise(), names) + ")";
        }
        return expression instanceof Expr.Row ? "row" : "index";
    }

    private static String of(Call call, List<String> names) {
        List<String> arguments =
                call.arguments().stream().map(a -> of(a, names)).toList();
        return switch (call.function()) {
            case ADD -> "(" + arguments.get(0) + " + " + arguments.get(1) + ")";
            case SUBTRACT -> "(" + arguments.get(0) + " − " + arguments.get(1) + ")";
            case MULTIPLY -> arguments.get(0) + "·" + arguments.get(1);
            case DIVIDE -> arguments.get(0) + " / " + bracketed(call.arguments().get(1), arguments.get(1));
            case NEGATE -> "−" + bracketed(call.arguments().get(0), arguments.get(0));
            default -> camel(call.function()) + "(" + String.join(", ", arguments) + ")";
        };
    }

    private static String bracketed(Expr expression, String text) {
        boolean product = expression instanceof Call call
                && (call.function() == Function.MULTIPLY || call.function() == Function.DIVIDE);
        return product ? "(" + text + ")" : text;
    }

    private static String camel(Function function) {
        String[] words = function.name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words, 1, words.length)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
