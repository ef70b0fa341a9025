package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads an expression: numbers, names, {@code + − * /}, functions of {@link Function} in camel case ({@code normalCdf(x)}), and
 * {@code a > b ? x : y} with {@code > >= < <= == !=}. What it makes is simplified.
 */
public final class Parser {
    /** Longer ones first. */
    private static final List<String> COMPARISONS = List.of(">=", "<=", "==", "!=", ">", "<");

    private final String text;
    private final Map<String, Expr> names;
    private int at;

    private Parser(String text, Map<String, Expr> names) {
        this.text = text.replace(" ", "");
        this.names = names;
    }

    /** The expression that {@code text} says, with {@code names} for its operands and constants. */
    public static Expr parse(String text, Map<String, Expr> names) {
        Parser parser = new Parser(text, names);
        Expr result = parser.choice();
        if (parser.at < parser.text.length()) {
            throw parser.wrong("end");
        }
        return result;
    }

    private Expr choice() {
        Expr left = sum();
        for (String sign : COMPARISONS) {
            if (take(sign)) {
                return choice(sign, left);
            }
        }
        return left;
    }

    private Expr choice(String sign, Expr left) {
        Expr right = sum();
        expect("?");
        Expr then = choice();
        expect(":");
        Expr otherwise = choice();
        return switch (sign) {
            case ">" -> Expressions.where(Comparison.GREATER, left, right, then, otherwise);
            case ">=" -> Expressions.where(Comparison.GREATER_OR_EQUAL, left, right, then, otherwise);
            case "<" -> Expressions.where(Comparison.GREATER, right, left, then, otherwise);
            case "<=" -> Expressions.where(Comparison.GREATER_OR_EQUAL, right, left, then, otherwise);
            case "==" -> Expressions.where(Comparison.EQUAL, left, right, then, otherwise);
            default -> Expressions.where(Comparison.EQUAL, left, right, otherwise, then);
        };
    }

    private Expr sum() {
        Expr result = product();
        while (true) {
            if (take("+")) {
                result = Expressions.add(result, product());
            } else if (take("-")) {
                result = Expressions.subtract(result, product());
            } else {
                return result;
            }
        }
    }

    private Expr product() {
        Expr result = factor();
        while (true) {
            if (take("*")) {
                result = Expressions.multiply(result, factor());
            } else if (take("/")) {
                result = Expressions.divide(result, factor());
            } else {
                return result;
            }
        }
    }

    private Expr factor() {
        if (take("-")) {
            return Expressions.negate(factor());
        }
        if (take("(")) {
            Expr inner = choice();
            expect(")");
            return inner;
        }
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String word = text.substring(from, at);
        if (word.isEmpty()) {
            throw wrong("a number, a name or (");
        }
        if (Character.isDigit(word.charAt(0))) {
            return Expressions.constant(Double.parseDouble(word));
        }
        if (take("(")) {
            return function(word);
        }
        Expr named = names.get(word);
        if (named == null) {
            throw wrong("one of " + names.keySet() + " instead of " + word);
        }
        return named;
    }

    private Expr function(String word) {
        List<Expr> arguments = new ArrayList<>();
        do {
            arguments.add(choice());
        } while (take(","));
        expect(")");
        String constant = word.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        return Expressions.make(Function.valueOf(constant), arguments);
    }

    private boolean take(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw wrong(token);
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("Expected " + expected + " at " + at + " of " + text);
    }
}
