package io.lanewise.processor;

import io.lanewise.processor.expression.Text;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Programs as text, for the dump: a value a line, numbered, bodies of scans indented. */
final class ProgramText {
    private final StringBuilder text = new StringBuilder();
    private final Map<Value, Integer> numbers = new HashMap<>();

    private ProgramText() {}

    static String of(Program program) {
        ProgramText listing = new ProgramText();
        listing.program(program, "");
        return listing.text.toString();
    }

    static String of(Differentiated differentiated) {
        ProgramText listing = new ProgramText();
        listing.program(differentiated.forward(), "");
        listing.section("backward", differentiated.backward(), "");
        listing.section("for the inputs' gradients", differentiated.inputs(), "");
        return listing.text.toString();
    }

    private void program(Program program, String indent) {
        program.values().forEach(value -> line(value, indent));
        text.append(indent).append("returns ").append(names(program.results())).append('\n');
    }

    private void section(String title, List<Value> values, String indent) {
        text.append(indent).append(title).append('\n');
        values.forEach(value -> line(value, indent + "  "));
    }

    private void line(Value value, String indent) {
        Integer number = numbers.computeIfAbsent(value, any -> numbers.size());
        text.append(indent).append('%').append(number).append(' ').append(value).append(" = ");
        text.append(word(value)).append('\n');
        if (value.op() instanceof Op.Scan scan) {
            program(scan.body(), indent + "  ");
        } else if (value.op() instanceof Op.ScanBack back) {
            section("body", back.backward().values(), indent + "  ");
        }
    }

    private String name(Value value) {
        return numbers.containsKey(value) ? "%" + numbers.get(value) : value.name();
    }

    private String names(List<Value> values) {
        return values.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String word(Value value) {
        if (value.op() instanceof Op.Map map) {
            return map.label() + ": "
                    + Text.of(
                            map.expression(),
                            map.operands().stream().map(this::name).toList());
        }
        return (word(value.op()) + " " + names(Operands.of(value))).strip();
    }

    private static String word(Op op) {
        if (op instanceof Op.MatMul product) {
            return "MatMul" + (product.transposeLeft() ? " leftᵀ" : "") + (product.transposeRight() ? " rightᵀ" : "");
        }
        if (op instanceof Op.Reduce reduce) {
            return reduce.kind() + " over " + reduce.over();
        }
        if (op instanceof Op.Conv conv) {
            return "Conv " + conv.part() + " " + conv.window()
                    + (conv.maxima() == null ? "" : " maxima " + conv.maxima());
        }
        if (op instanceof Op.Pool pool) {
            return "Pool " + pool.kind() + (pool.back() ? " back " : " ") + pool.window();
        }
        if (op instanceof Op.Unfold unfold) {
            return "Unfold " + unfold.taps() + " from −" + unfold.before() + " by " + unfold.dilation();
        }
        if (op instanceof Op.Scan scan) {
            return (scan.reversed() ? "Scan from last to first ×" : "Scan ×") + scan.count();
        }
        return op.getClass().getSimpleName();
    }
}
