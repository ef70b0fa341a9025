package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import java.util.List;

/** The mean, element by element, of two or more nodes. */
final class Average extends Elementwise {
    Average() {
        super("Average", "average", Function.ADD);
    }

    /** A mean of distributions is one. */
    @Override
    public Values values(Site site) {
        return Values.common(site);
    }

    @Override
    Expr finish(Expr sum, int count) {
        return new Expr.Call(Function.DIVIDE, List.of(sum, new Expr.Constant(count)));
    }
}
