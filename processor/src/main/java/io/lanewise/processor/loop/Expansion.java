package io.lanewise.processor.loop;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Nest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes expressions as instructions: functions by their definitions, the same computation once. */
final class Expansion {
    private static final Set<Function> BASE = EnumSet.of(
            Function.ADD,
            Function.SUBTRACT,
            Function.MULTIPLY,
            Function.DIVIDE,
            Function.NEGATE,
            Function.ABS,
            Function.MAX,
            Function.MIN,
            Function.FMA,
            Function.SQRT,
            Function.TO_BITS,
            Function.FROM_BITS,
            Function.BITS_ADD,
            Function.BITS_AND,
            Function.BITS_SHIFT_LEFT,
            Function.BITS_SHIFT_RIGHT);
    private static final Set<Function> INTS = EnumSet.of(
            Function.TO_BITS,
            Function.BITS_ADD,
            Function.BITS_AND,
            Function.BITS_SHIFT_LEFT,
            Function.BITS_SHIFT_RIGHT);

    private static final Set<String> KEYWORDS = Set.of(
            "int",
            "float",
            "double",
            "long",
            "short",
            "byte",
            "char",
            "boolean",
            "null",
            "true",
            "false",
            "this",
            "super",
            "if",
            "else",
            "do",
            "while",
            "for",
            "new",
            "case",
            "switch",
            "default",
            "break",
            "continue",
            "return",
            "void",
            "class",
            "final",
            "static",
            "public",
            "private",
            "goto",
            "const",
            "assert",
            "try",
            "throw",
            "abstract");

    private final java.util.function.Function<Function, Expr> definitions;
    private final Names names;
    private final Map<Function, Integer> lengths = new EnumMap<>(Function.class);
    private final Map<List<Nest.Instruction>, Map<Object, Nest.Argument>> made = new IdentityHashMap<>();

    Expansion(java.util.function.Function<Function, Expr> definitions, Names names) {
        this.definitions = definitions;
        this.names = names;
    }

    /** About how many operations {@code e} takes. */
    int size(Expr e) {
        return size(e, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static int size(Expr e, Set<Expr> seen) {
        if (!seen.add(e)) {
            return 0;
        }
        if (e instanceof Expr.Call call) {
            int size = BASE.contains(call.function()) ? 1 : 20;
            for (Expr argument : call.arguments()) {
                size += size(argument, seen);
            }
            return size;
        }
        if (e instanceof Expr.Where where) {
            return 2
                    + size(where.left(), seen)
                    + size(where.right(), seen)
                    + size(where.then(), seen)
                    + size(where.otherwise(), seen);
        }
        return 0;
    }

    /** Instructions that {@code e} becomes. */
    int length(Expr e) {
        return length(e, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private int length(Expr e, Set<Expr> seen) {
        if (!seen.add(e)) {
            return 0;
        }
        int length = 0;
        if (e instanceof Expr.Call call) {
            Function function = call.function();
            if (BASE.contains(function)) {
                length = 1;
            } else {
                Integer known = lengths.get(function);
                if (known == null) {
                    known = length(definitions.apply(function));
                    lengths.put(function, known);
                }
                length = known;
            }
            for (Expr argument : call.arguments()) {
                length += length(argument, seen);
            }
        } else if (e instanceof Expr.Where where) {
            length = 1
                    + length(where.left(), seen)
                    + length(where.right(), seen)
                    + length(where.then(), seen)
                    + length(where.otherwise(), seen);
        }
        return length;
    }

    /** Appends to {@code to} what computes {@code e}. {@code label} names the result. */
    Nest.Argument expand(
            Expr e, List<Nest.Argument> arguments, String label, Nest.Space space, List<Nest.Instruction> to) {
        return new One(arguments, space, to).expand(e, label, false);
    }

    /** One expression being written; subexpressions are shared objects, so each is written once. */
    private final class One {
        private final List<Nest.Argument> arguments;
        private final Nest.Space space;
        private final List<Nest.Instruction> to;
        private final Map<Expr, Nest.Argument> written = new IdentityHashMap<>();

        One(List<Nest.Argument> arguments, Nest.Space space, List<Nest.Instruction> to) {
            this.arguments = arguments;
            this.space = space;
            this.to = to;
        }

        Nest.Argument expand(Expr e, String label, boolean bits) {
            if (e instanceof Expr.Operand operand) {
                return arguments.get(operand.index());
            }
            if (e instanceof Expr.Constant constant) {
                return new Nest.Number(constant.value(), bits);
            }
            Nest.Argument known = written.get(e);
            if (known == null) {
                known = write(e, label, bits);
                written.put(e, known);
            }
            return known;
        }

        private Nest.Argument write(Expr e, String label, boolean bits) {
            if (e instanceof Expr.Index) {
                return once(List.of("index"), to, () -> {
                    Nest.Local local = new Nest.Local(names.unique("index"), space, false);
                    to.add(new Nest.Index(local));
                    return local;
                });
            }
            if (e instanceof Expr.Where where) {
                Nest.Argument left = expand(where.left(), "t", false);
                Nest.Argument right = expand(where.right(), "t", false);
                boolean ints = bits || isBits(where.then()) || isBits(where.otherwise());
                Nest.Argument then = expand(where.then(), "t", ints);
                Nest.Argument otherwise = expand(where.otherwise(), "t", ints);
                return once(List.of(where.comparison(), left, right, then, otherwise), to, () -> {
                    Nest.Local local = new Nest.Local(names.unique(word(label)), space, ints);
                    to.add(new Nest.Select(local, where.comparison(), left, right, then, otherwise));
                    return local;
                });
            }
            Expr.Call call = (Expr.Call) e;
            Function function = call.function();
            boolean intArguments =
                    INTS.contains(function) && function != Function.TO_BITS || function == Function.FROM_BITS;
            List<Nest.Argument> values = new ArrayList<>();
            for (Expr argument : call.arguments()) {
                values.add(expand(argument, "t", intArguments));
            }
            if (!BASE.contains(function)) {
                return once(
                        List.of(function, values),
                        to,
                        () -> Expansion.this.expand(definitions.apply(function), values, label, space, to));
            }
            return once(List.of(function, values), to, () -> {
                Nest.Local local = new Nest.Local(names.unique(word(label)), space, INTS.contains(function));
                to.add(new Nest.Apply(local, function, values));
                return local;
            });
        }
    }

    private static boolean isBits(Expr e) {
        return e instanceof Expr.Call call && INTS.contains(call.function())
                || e instanceof Expr.Where where && (isBits(where.then()) || isBits(where.otherwise()));
    }

    private Nest.Argument once(
            Object key, List<Nest.Instruction> to, java.util.function.Supplier<Nest.Argument> maker) {
        Map<Object, Nest.Argument> known = made.computeIfAbsent(to, list -> new HashMap<>());
        Nest.Argument argument = known.get(key);
        if (argument == null) {
            argument = maker.get();
            known.put(key, argument);
        }
        return argument;
    }

    /** {@code label} as a Java name. */
    static String word(String label) {
        StringBuilder word = new StringBuilder();
        for (char c : label.toCharArray()) {
            if (c < 128 && (Character.isLetter(c) || !word.isEmpty() && Character.isDigit(c))) {
                word.append(c);
            }
        }
        String plain = word.isEmpty() ? "t" : word.toString();
        String lower = Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
        return KEYWORDS.contains(lower) ? lower + "1" : lower;
    }
}
