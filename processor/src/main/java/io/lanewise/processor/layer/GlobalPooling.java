package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.List;

/** The largest number or the mean of all pixels or steps, channel by channel. */
final class GlobalPooling implements Layer {
    private final String word;
    private final int axes;

    /** {@code word} is that of the annotation: {@code GlobalMaxPool} or {@code GlobalAveragePooling}. */
    GlobalPooling(String word, int axes) {
        this.word = word;
        this.axes = axes;
    }

    @Override
    public String annotation() {
        return word + axes + "D";
    }

    @Override
    public Shape shape(Site site) {
        return Windows.isImage(site, annotation(), axes)
                ? Shape.of(site.inputs().get(0).width())
                : Shape.UNKNOWN;
    }

    @Override
    public Values values(Site site) {
        return site.values(0).withOtherRows();
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        int[] sizes = Windows.image(image.type().dims());
        if (word.equals("GlobalMaxPool")) {
            Window all =
                    new Window(sizes[0], sizes[1], sizes[2], sizes[2], sizes[0], sizes[1], 1, 1, 1, 1, 0, 0, 1, 1, 1);
            return lowering.reshape(lowering.pool(Op.Pool.Kind.MAX, false, image, all));
        }
        Value sum = lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, image);
        Expr.Constant count = new Expr.Constant(sizes[0] * (double) sizes[1]);
        return lowering.map("mean", new Expr.Call(Function.DIVIDE, List.of(new Expr.Operand(0), count)), sum);
    }
}
