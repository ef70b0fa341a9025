package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.List;

/** {@code @Repeat}: how often, and whether the value can be the next one's input. */
final class Repeats {
    private Repeats() {}

    /** The count; 0 without the annotation, −1 after a mistake. */
    static int count(Wire wire, Problems problems) {
        AnnotationDecl repeat = wire.method().repeat();
        if (repeat == null) {
            return 0;
        }
        int count = (Integer) repeat.member("value").value();
        if (count >= 1) {
            return count;
        }
        problems.report(
                ProblemCode.ARGUMENT_RANGE,
                "@Repeat needs a count of at least 1. It was " + count + ". Give how often the node is applied.",
                repeat.where("value"));
        return -1;
    }

    /** The draft, or an unknown one where its value has another shape than its first input. */
    static Draft checked(Draft draft, List<Draft> inputs, Problems problems) {
        AnnotationDecl repeat = draft.wire().method().repeat();
        if (repeat != null && inputs.isEmpty()) {
            problems.report(
                    ProblemCode.MISPLACED,
                    "@Repeat has no meaning on a node without input. It stands on '" + draft.name()
                            + "'. Remove it; a longer shape holds as many numbers.",
                    repeat.where());
            return Draft.unknown(draft.wire());
        }
        if (repeat == null || draft.shape().equals(inputs.get(0).shape())) {
            return draft;
        }
        problems.report(
                ProblemCode.REPEAT_SHAPE,
                "A repeated node must keep the shape of its first input. '"
                        + inputs.get(0).name() + "' is "
                        + inputs.get(0).shape() + " but '" + draft.name() + "' is " + draft.shape() + " ("
                        + draft.pathText() + "). Bring both to one shape, or remove @Repeat.",
                repeat.where());
        return Draft.unknown(draft.wire());
    }

    /** The first input as each repetition sees it: of one shape, of no one origin. */
    static Draft carried(Draft input) {
        return new Draft(
                input.wire(),
                input.arguments(),
                input.shape(),
                Values.MIXED,
                List.of(),
                input.path(),
                input.parameters(),
                input.activity(),
                input.block());
    }
}
