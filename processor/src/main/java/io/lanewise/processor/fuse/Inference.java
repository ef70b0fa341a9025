package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Replaced;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program that predicts: a copy of the forward program with dropout's factors put to 1 and without what only training asks for,
 * which changes no bit.
 */
final class Inference {
    private final Map<Value, Value> copies = new IdentityHashMap<>();

    Inference() {}

    static Program of(Program program, List<Value> results) {
        return new Inference().copy(program, results);
    }

    private Program copy(Program program, List<Value> results) {
        List<Value> values = new ArrayList<>();
        for (Value value : program.values()) {
            add(value, values);
        }
        return new Program(values, all(results));
    }

    /** Adds the copy of {@code value}, behind those of its operands. */
    void add(Value value, List<Value> values) {
        Value copied = copy(value);
        put(value, copied);
        values.add(copied);
    }

    /** Says what stands for {@code value} from here on. */
    void put(Value value, Value copied) {
        copies.put(value, copied);
    }

    List<Value> all(List<Value> values) {
        return values.stream().map(this::get).toList();
    }

    Value get(Value value) {
        return copies.getOrDefault(value, value);
    }

    private Value copy(Value value) {
        Op op = value.op();
        if (op instanceof Op.Param || op instanceof Op.Random) {
            return value;
        }
        if (op instanceof Op.Map map) {
            Expr expression = withoutRandom(map.expression(), map.operands());
            if (expression instanceof Expr.Operand same
                    && get(map.operands().get(same.index())).type().equals(value.type())) {
                return new Value(
                        value.name(),
                        value.type(),
                        new Op.Detach(get(map.operands().get(same.index()))));
            }
            return new Value(value.name(), value.type(), compact(expression, map));
        }
        Op copied = op instanceof Op.Scan scan
                ? scan.of(new Inference().copy(scan.body(), scan.body().results()), all(scan.operands()))
                : Replaced.of(value, this::get);
        return new Value(value.name(), value.type(), copied);
    }

    /** Keeps only the operands that the expression still reads. */
    private Op.Map compact(Expr expression, Op.Map map) {
        List<Value> operands = new ArrayList<>();
        Map<Integer, Integer> places = new java.util.HashMap<>();
        Expr renumbered = renumber(expression, map, operands, places);
        return new Op.Map(renumbered, operands, map.label());
    }

    private Expr renumber(Expr e, Op.Map map, List<Value> operands, Map<Integer, Integer> places) {
        if (e instanceof Expr.Operand operand) {
            return new Expr.Operand(places.computeIfAbsent(operand.index(), index -> {
                operands.add(get(map.operands().get(index)));
                return operands.size() - 1;
            }));
        }
        if (e instanceof Expr.Call call) {
            return new Expr.Call(
                    call.function(),
                    call.arguments().stream()
                            .map(a -> renumber(a, map, operands, places))
                            .toList());
        }
        if (e instanceof Expr.Where where) {
            return new Expr.Where(
                    where.comparison(),
                    renumber(where.left(), map, operands, places),
                    renumber(where.right(), map, operands, places),
                    renumber(where.then(), map, operands, places),
                    renumber(where.otherwise(), map, operands, places));
        }
        return e;
    }

    private static Expr withoutRandom(Expr e, List<Value> operands) {
        if (e instanceof Expr.Operand operand) {
            Op op = operands.get(operand.index()).op();
            return op instanceof Op.Training
                    ? new Expr.Constant(0)
                    : op instanceof Op.Random random
                            ? new Expr.Constant(random.kind() == Op.Random.Kind.FACTORS ? 1 : 0.5)
                            : e;
        }
        if (e instanceof Expr.Call call) {
            List<Expr> arguments = call.arguments().stream()
                    .map(a -> withoutRandom(a, operands))
                    .toList();
            if (arguments.equals(call.arguments())) {
                return call;
            }
            if (isNoise(call.function(), arguments)) {
                return new Expr.Constant(0);
            }
            if (call.function() == Function.ADD && arguments.get(1).equals(new Expr.Constant(0))) {
                return arguments.get(0);
            }
            if (call.function() == Function.MULTIPLY) {
                if (arguments.get(0).equals(new Expr.Constant(1))) {
                    return arguments.get(1);
                }
                if (arguments.get(1).equals(new Expr.Constant(1))) {
                    return arguments.get(0);
                }
            }
            return new Expr.Call(call.function(), arguments);
        }
        if (e instanceof Expr.Where where) {
            Expr left = withoutRandom(where.left(), operands);
            if (where.comparison() == Expr.Comparison.GREATER
                    && left.equals(new Expr.Constant(0))
                    && where.right().equals(new Expr.Constant(0))) {
                return withoutRandom(where.otherwise(), operands);
            }
            return new Expr.Where(
                    where.comparison(),
                    left,
                    withoutRandom(where.right(), operands),
                    withoutRandom(where.then(), operands),
                    withoutRandom(where.otherwise(), operands));
        }
        return e;
    }

    /** Whether a call is what no randomness leaves of a normal number, or of a multiple of one. */
    private static boolean isNoise(Function function, List<Expr> arguments) {
        return function == Function.NORMAL_QUANTILE && arguments.get(0).equals(new Expr.Constant(0.5))
                || function == Function.MULTIPLY
                        && arguments.get(0) instanceof Expr.Constant
                        && arguments.get(1).equals(new Expr.Constant(0));
    }
}
