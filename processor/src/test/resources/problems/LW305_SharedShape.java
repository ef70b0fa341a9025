package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW305_SharedShape {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) Tensor a(Tensor x);

    // LW305: 'b' needs weight 3×3, bias 3 (x 4 → a 3 → b 3) but 'a' has weight 4×3, bias 3
    @Dense(units = 3, sharedWith = "a") Tensor b(Tensor a);

    // LW305: 'c' needs weight 3×5 (x 4 → a 3 → b 3 → c 5) but 'a' has weight 4×3
    @Dense(units = 5, tiedTo = "a") @Output Tensor c(Tensor b);
}
