package io.lanewise.processor.lower;

import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many different integers an input of them may hold: the rows of the smallest table that is read by it, or fewer classes. */
final class Indices {
    private final Map<Integer, Integer> limits;

    private Indices(Map<Integer, Integer> limits) {
        this.limits = new HashMap<>(limits);
    }

    /**
     * {@code arguments} with the limits of those that are integers and are no targets.
     *
     * @param classes of those that are labels of a loss, too, how many classes it has
     */
    static List<ArgumentDecl> limited(List<ArgumentDecl> arguments, Program program, Map<Integer, Integer> classes) {
        Indices indices = new Indices(classes);
        indices.collect(program, Map.of());
        List<ArgumentDecl> limited = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            ArgumentDecl argument = arguments.get(i);
            boolean read = !argument.target() && argument.type().element() == Type.Element.INT;
            limited.add(
                    read
                            ? new ArgumentDecl(
                                    argument.name(), argument.type(), false, indices.limits.getOrDefault(i, 0))
                            : argument);
        }
        return limited;
    }

    /** {@code operands} says which argument of the model an operand of the scan around is. */
    private void collect(Program program, Map<Integer, Integer> operands) {
        Map<Value, Integer> inputs = new HashMap<>();
        for (Value value : program.values()) {
            Op op = value.op();
            if (op instanceof Op.Input input) {
                inputs.put(value, input.argument());
            } else if (op instanceof Op.Argument argument && operands.containsKey(argument.index())) {
                inputs.put(value, operands.get(argument.index()));
            } else if (op instanceof Op.Gather gather && inputs.containsKey(gather.indices())) {
                int rows = gather.table().type().dims().get(0);
                limits.merge(inputs.get(gather.indices()), rows, Math::min);
            } else if (op instanceof Op.Scan scan) {
                Map<Integer, Integer> inner = new HashMap<>();
                for (int i = 0; i < scan.operands().size(); i++) {
                    Integer argument = inputs.get(scan.operands().get(i));
                    if (argument != null) {
                        inner.put(i, argument);
                    }
                }
                collect(scan.body(), inner);
            }
        }
    }
}
