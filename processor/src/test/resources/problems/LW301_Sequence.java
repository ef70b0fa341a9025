package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW301_Sequence {
    @Input(shape = 8) Tensor x();

    // LW301: Lstm expects a sequence, steps × features, but 'x' is 8. Its shape comes from x 8. Make it one by @Reshape, of one step by @Reshape({1, 8}).
    @Lstm(units = 3) @Output Tensor h(Tensor x);

    @Input(shape = {2, 3, 4}) Tensor image();

    // LW301: SimpleRnn expects a sequence, steps × features, but 'image' is 2×3×4. Its shape comes from image 2×3×4. Bring it to two axes by @Reshape.
    @SimpleRnn(units = 3) @Output Tensor g(Tensor image);

    // LW301: Masking expects a sequence, steps × features, but 'x' is 8. Its shape comes from x 8. Bring it to two axes by @Reshape.
    @Masking @Output Tensor mask(Tensor x);
}
