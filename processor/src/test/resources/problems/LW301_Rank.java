package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW301_Rank {
    @Input(shape = {8, 8, 3}) Tensor image();

    @Activate(RELU) Tensor pooled(Tensor image);

    // LW301: Dense expects a vector but 'pooled' is 8×8×3. Its shape comes from image 8×8×3 → pooled 8×8×3. Put @Flatten between 'pooled' and 'digit'.
    @Dense(units = 10) @Output Tensor digit(Tensor pooled);
}
