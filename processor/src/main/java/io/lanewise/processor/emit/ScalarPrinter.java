package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Op;
import java.util.List;

/** The twin: plain loops, element by element; a reduction keeps its 16 virtual lanes in the reserve. */
final class ScalarPrinter extends NestPrinter {
    ScalarPrinter(Nest nest) {
        super(nest);
    }

    @Override
    List<ClassName> types() {
        return RuntimeNames.IN_SCALARS;
    }

    @Override
    String fma() {
        return RuntimeNames.FMA.simpleName();
    }

    @Override
    void columns(Code code, Nest.Pass pass) {
        List<Nest.Reduce> reductions = pass.reductions();
        for (int i = 0; i < reductions.size(); i++) {
            code.addStatement(
                    "$T.fill(r, $L, $L + $L, $L)",
                    arrays(),
                    lanes(i),
                    lanes(i),
                    nest.anyWidth() ? Layout.LANES : Math.min(nest.width(), Layout.LANES),
                    identity(reductions.get(i).kind()));
        }
        code.beginControlFlow("for (int j = 0; j < $L; j++)", width);
        int number = 0;
        for (Nest.Instruction instruction : pass.column()) {
            if (instruction instanceof Nest.Reduce reduce) {
                String lane = lanes(number++) + " + "
                        + (nest.width() <= Layout.LANES && !nest.anyWidth() ? "j" : "j % " + Layout.LANES);
                if (reduce.kind() == Op.Reduce.Kind.SUM) {
                    code.addStatement("r[$L] += $L", lane, text(reduce.from()));
                } else {
                    code.addStatement("r[$L] = Math.max(r[$L], $L)", lane, lane, text(reduce.from()));
                }
            } else if (instruction instanceof Nest.Product product) {
                product(code, product);
            } else {
                scalar(code, instruction);
            }
        }
        code.endControlFlow();
    }

    private static void product(Code code, Nest.Product product) {
        String to = product.to().name();
        code.addStatement("float $L = 0f", to)
                .beginControlFlow("for (int k = 0; k < $L; k++)", product.left().rowWidth())
                .addStatement(
                        "$L = $T.fma($L[$L], $L[$L], $L)",
                        to,
                        RuntimeNames.FMA,
                        product.left().name(),
                        element(product.left()),
                        product.right().name(),
                        element(product.right()),
                        to)
                .endControlFlow();
    }

    @Override
    boolean padsItself() {
        return false;
    }
}
