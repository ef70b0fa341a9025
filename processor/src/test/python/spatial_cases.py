#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/spatial_cases.txt: convolutions, poolings and what else acts on images, by
PyTorch in float64 and in the form of reference_cases.py.

    python3 processor/src/test/python/spatial_cases.py
"""
import torch
import torch.nn.functional as F

import reference_cases as reference
from reference_cases import case, dense, dense_parameters, grid

TARGET = reference.TARGET.parent / "spatial_cases.txt"


def first(x):
    """Channels first, as PyTorch has images."""
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def numbers(values):
    return "{" + ", ".join(map(str, values)) + "}" if isinstance(values, (list, tuple)) else str(values)


def shape(sizes):
    return "{" + ", ".join(map(str, sizes)) + "}"


def squared(y, t):
    return {"y": y}, F.mse_loss(y, t["y"])


def same(x, kernel, stride, dilation=(1, 1), value=0.0):
    """Keras's border: so many lines that the result has one for every stride, the odd one behind."""
    sides = []
    for n, k, s, d in zip(x.shape[2:], kernel, stride, dilation):
        total = max(((n + s - 1) // s - 1) * s + (k - 1) * d + 1 - n, 0)
        sides = [total // 2, total - total // 2] + sides
    return F.pad(x, sides, value=value)


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def convolution(name, sizes, filters, kernel, stride=1, padding=None, paddings=None, dilation=1, groups=1, bias=True,
                activation=None, n=2):
    k, s, d = pair(kernel), pair(stride), pair(dilation)
    words = [f"filters = {filters}", f"kernelSize = {numbers(kernel)}"]
    if stride != 1:
        words.append(f"strides = {numbers(stride)}")
    if padding:
        words.append("padding = Padding.SAME")
    if paddings is not None:
        words.append(f"paddings = {numbers(paddings)}")
    if dilation != 1:
        words.append(f"dilationRate = {numbers(dilation)}")
    if groups != 1:
        words.append(f"groups = {groups}")
    if not bias:
        words.append("useBias = false")
    if activation:
        words.append(f"activation = {activation}")

    def forward(i, p, t):
        x = bordered(first(i["x"]), padding, paddings, k, s, d)
        z = F.conv2d(x, p["y.weight"], p.get("y.bias"), s, 0, d, groups)
        y = last(torch.relu(z) if activation == "RELU" else torch.tanh(z) if activation == "TANH" else z)
        forward.shape = y.shape
        return y

    weights = {"y.weight": grid(filters, sizes[2] // groups, *k)}
    if bias:
        weights["y.bias"] = grid(filters)
    x = grid(n, *sizes)
    with torch.no_grad():
        forward({"x": x}, weights, None)
    case(name,
         f"""@Input(shape = {shape(sizes)}) Tensor x();
             @Conv2D({", ".join(words)}) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
         {"x": x}, lambda i, p, t: squared(forward(i, p, t), t), weights, {"y": grid(*forward.shape)})


def bordered(x, padding, paddings, k, s, d=(1, 1), value=0.0):
    if padding:
        return same(x, k, s, d, value)
    if paddings is None:
        return x
    p = paddings if isinstance(paddings, tuple) else (paddings,)
    top, bottom, left, right = p * 4 if len(p) == 1 else (p[0], p[0], p[1], p[1]) if len(p) == 2 else p
    return F.pad(x, [left, right, top, bottom], value=value)


def convolutions():
    convolution("ConvSame", (9, 8, 1), 16, 3, padding=True)
    convolution("ConvValid", (6, 5, 3), 5, 3, activation="RELU")
    convolution("ConvWide", (3, 9, 8), 7, 3, padding=True, activation="TANH")
    convolution("ConvWideOdd", (2, 8, 8), 34, 3, padding=True)
    convolution("ConvPairs", (3, 4, 2), 33, 3, padding=True, bias=False)
    convolution("ConvOne", (1, 1, 1), 1, 1)
    convolution("ConvSingle", (3, 5, 15), 17, 1, activation="RELU")
    convolution("ConvSingleStrided", (4, 5, 7), 3, 1, stride=2)
    convolution("ConvStridesSame", (8, 9, 3), 16, 3, stride=2, padding=True)
    convolution("ConvStridesRest", (9, 10, 2), 5, (3, 2), stride=(3, 4))
    convolution("ConvEven", (5, 6, 3), 4, (2, 4), padding=True)
    convolution("ConvDilated", (7, 8, 3), 4, 3, dilation=(1, 2), padding=True)
    convolution("ConvDilatedPaddings", (7, 8, 2), 4, 2, dilation=3, paddings=(1, 2), stride=2)
    convolution("ConvPaddings", (5, 4, 2), 3, 3, paddings=1)
    convolution("ConvPaddingsEach", (5, 4, 2), 3, (3, 2), paddings=(2, 0, 1, 3))
    convolution("ConvStrideBeyondKernel", (7, 7, 3), 4, 2, stride=4)
    convolution("ConvWholeImage", (4, 3, 5), 7, (4, 3))
    convolution("ConvGroups", (5, 5, 6), 4, 3, groups=2, padding=True)
    convolution("ConvGroupsOfPanels", (2, 8, 32), 32, (1, 3), groups=2, padding=True, n=1)
    convolution("ConvGroupsStrides", (5, 6, 9), 12, 3, groups=3, stride=2, paddings=1)
    convolution("ConvGroupsDepthwise", (5, 6, 5), 10, 3, groups=5, paddings=1)
    for name, sizes, kernel, words, torch_words in [
            ("Conv1DSame", (11, 3), 3, ", padding = Padding.SAME", {"padding": 1}),
            ("Conv1DWide", (17, 8), 3, ", padding = Padding.SAME, activation = RELU", {"padding": 1}),
            ("Conv1DValid", (10, 1), 4, ", strides = 2", {"stride": 2}),
            ("Conv1DPaddings", (8, 4), 3, ", paddings = 2, dilationRate = 2", {"padding": 2, "dilation": 2}),
            ("Conv1DSingle", (5, 6), 1, "", {}),
            ("Conv1DGroups", (9, 6), 3, ", groups = 3", {"groups": 3})]:
        filters = 15
        groups = torch_words.get("groups", 1)
        with torch.no_grad():
            steps = F.conv1d(torch.zeros(1, sizes[1], sizes[0]), torch.zeros(filters, sizes[1] // groups, kernel),
                             **torch_words).shape[2]
        relu = "RELU" in words

        def sequence(i, p, t, w=torch_words, r=relu):
            z = last(F.conv1d(first(i["x"]), p["y.weight"], p["y.bias"], **w))
            return squared(torch.relu(z) if r else z, t)

        case(name,
             f"""@Input(shape = {shape(sizes)}) Tensor x();
                 @Conv1D(filters = {filters}, kernelSize = {kernel}{words}) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
             {"x": grid(2, *sizes)}, sequence,
             {"y.weight": grid(filters, sizes[1] // groups, kernel), "y.bias": grid(filters)},
             {"y": grid(2, steps, filters)})


def depthwise():
    for name, sizes, m, kernel, stride, padding in [
            ("Depthwise", (5, 6, 17), 1, 3, 1, True), ("DepthwiseStrides", (7, 6, 3), 1, (3, 2), 2, False),
            ("DepthwiseMultiplied", (4, 5, 6), 3, 3, 1, True), ("DepthwiseOfOne", (4, 5, 1), 4, 2, 1, False)]:
        k, s = pair(kernel), pair(stride)

        def forward(i, p, k=k, s=s, padding=padding, c=sizes[2]):
            x = first(i["x"])
            return last(F.conv2d(same(x, k, s) if padding else x, p["y.weight"], p["y.bias"], s, groups=c))

        weights = {"y.weight": grid(sizes[2] * m, 1, *k), "y.bias": grid(sizes[2] * m)}
        x = grid(2, *sizes)
        case(name,
             f"""@Input(shape = {shape(sizes)}) Tensor x();
                 @DepthwiseConv2D(kernelSize = {numbers(kernel)}, depthMultiplier = {m}, strides = {stride},
                 padding = Padding.{"SAME" if padding else "VALID"}) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
             {"x": x}, lambda i, p, t, f=forward: squared(f(i, p), t), weights,
             {"y": grid(*forward({"x": x}, weights).shape)})
    case("Separable",
         """@Input(shape = {5, 4, 6}) Tensor x();
            @SeparableConv2D(filters = 7, kernelSize = 3, depthMultiplier = 2, padding = Padding.SAME, activation = TANH)
            @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
         {"x": grid(2, 5, 4, 6)},
         lambda i, p, t: squared(last(torch.tanh(F.conv2d(
             F.conv2d(first(i["x"]), p["y.depthwise.weight"], None, padding=1, groups=6), p["y.pointwise.weight"],
             p["y.pointwise.bias"]))), t),
         {"y.depthwise.weight": grid(12, 1, 3, 3), "y.pointwise.weight": grid(7, 12, 1, 1), "y.pointwise.bias": grid(7)},
         {"y": grid(2, 5, 4, 7)})


def transposed():
    for name, sizes, filters, kernel, words, torch_words in [
            ("TransposedDouble", (3, 4, 5), 6, 2, "strides = 2", {"stride": 2}),
            ("TransposedPaddings", (4, 3, 5), 17, 3, "strides = 2, paddings = 1, outputPadding = 1",
             {"stride": 2, "padding": 1, "output_padding": 1}),
            ("TransposedOverlap", (3, 9, 9), 8, 3, "paddings = 1", {"padding": 1}),
            ("TransposedGroups", (3, 3, 6), 4, 3, "groups = 2, strides = {2, 1}, activation = TANH",
             {"groups": 2, "stride": (2, 1)}),
            ("TransposedDilated", (3, 4, 3), 2, (2, 3), "dilationRate = 2", {"dilation": 2}),
            ("TransposedChannels", (3, 4, 3), 3, 3, "groups = 3", {"groups": 3})]:
        k = pair(kernel)
        groups = torch_words.get("groups", 1)

        def forward(i, p, w=torch_words, tanh="TANH" in words):
            z = last(F.conv_transpose2d(first(i["x"]), p["y.weight"], p["y.bias"], **w))
            return torch.tanh(z) if tanh else z

        weights = {"y.weight": grid(sizes[2], filters // groups, *k), "y.bias": grid(filters)}
        x = grid(2, *sizes)
        case(name,
             f"""@Input(shape = {shape(sizes)}) Tensor x();
                 @Conv2DTranspose(filters = {filters}, kernelSize = {numbers(kernel)}, {words})
                 @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
             {"x": x}, lambda i, p, t, f=forward: squared(f(i, p), t), weights,
             {"y": grid(*forward({"x": x}, weights).shape)})
    # Keras's sizes: SAME has strides times as many lines, VALID at least so many.
    for name, padding, kernel, cut, more in [("TransposedSame", "SAME", 3, (0, 1), 0), ("TransposedSameNarrow", "SAME", 1, (0, 0), 1),
                                       ("TransposedValidNarrow", "VALID", 1, (0, 0), 1)]:
        def keras(i, p, kernel=kernel, cut=cut, more=more):
            z = F.conv_transpose2d(first(i["x"]), p["y.weight"], None, stride=2, output_padding=more)
            z = z[:, :, cut[0]:z.shape[2] - cut[1], cut[0]:z.shape[3] - cut[1]]
            return last(z + p["y.bias"].reshape(1, -1, 1, 1))

        weights = {"y.weight": grid(2, 3, kernel, kernel), "y.bias": grid(3)}
        x = grid(2, 3, 4, 2)
        assert keras({"x": x}, weights).shape == (2, 6, 8, 3)
        case(name,
             f"""@Input(shape = {{3, 4, 2}}) Tensor x();
                 @Conv2DTranspose(filters = 3, kernelSize = {kernel}, strides = 2, padding = Padding.{padding})
                 @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
             {"x": x}, lambda i, p, t, f=keras: squared(f(i, p), t), weights, {"y": grid(2, 6, 8, 3)})


def pooling(layer, name, sizes, words, function):
    x = grid(2, *sizes, step=1 / 4)  # with ties
    with torch.no_grad():
        result = function(first(x)).shape
    case(name,
         f"""@Input(shape = {shape(sizes)}) Tensor x();
             @{layer}{words} @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
         {"x": x},
         lambda i, p, t: (lambda y: ({"y": y}, reference.half(y, t["y"])))(last(function(first(i["x"])))),
         targets={"y": grid(result[0], *result[2:], result[1])})


def padded_mean(x, k, s, border):
    """The mean of what lies in the image, under any border."""
    ones = torch.ones_like(x)
    area = k[0] * k[1]
    return F.avg_pool2d(border(x), k, s) * area / (F.avg_pool2d(border(ones), k, s) * area)


def poolings():
    low = -torch.inf
    pooling("MaxPool2D", "MaxPool", (4, 6, 3), "", lambda x: F.max_pool2d(x, 2))
    pooling("MaxPool2D", "MaxPoolRest", (5, 7, 17), "(2)", lambda x: F.max_pool2d(x, 2))
    pooling("MaxPool2D", "MaxPoolOverlap", (6, 7, 4), "(value = 3, strides = 2, paddings = 1)",
            lambda x: F.max_pool2d(x, 3, 2, 1))
    pooling("MaxPool2D", "MaxPoolSame", (5, 7, 4), "(value = 2, padding = Padding.SAME)",
            lambda x: F.max_pool2d(same(x, (2, 2), (2, 2), value=low), 2))
    pooling("MaxPool2D", "MaxPoolTall", (5, 4, 2), "(value = {3, 1}, strides = {1, 2})",
            lambda x: F.max_pool2d(x, (3, 1), (1, 2)))
    pooling("MaxPool1D", "MaxPoolSequence", (9, 5), "(value = 3, strides = 2)", lambda x: F.max_pool1d(x, 3, 2))
    pooling("AveragePooling2D", "AveragePool", (4, 6, 17), "", lambda x: F.avg_pool2d(x, 2))
    pooling("AveragePooling2D", "AveragePoolOverlap", (6, 7, 4), "(value = 3, strides = 2, paddings = 1)",
            lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False))
    pooling("AveragePooling2D", "AveragePoolCounted", (6, 7, 4), "(value = 3, strides = 2, paddings = 1, countPadding = true)",
            lambda x: F.avg_pool2d(x, 3, 2, 1))
    pooling("AveragePooling2D", "AveragePoolSame", (5, 7, 4), "(value = {2, 3}, padding = Padding.SAME)",
            lambda x: padded_mean(x, (2, 3), (2, 3), lambda z: same(z, (2, 3), (2, 3))))
    pooling("AveragePooling1D", "AveragePoolSequence", (9, 5), "(4)", lambda x: F.avg_pool1d(x, 4))
    pooling("GlobalAveragePooling2D", "GlobalAverage", (3, 5, 17), "", lambda x: x.mean((2, 3)))
    pooling("GlobalAveragePooling1D", "GlobalAverageSequence", (7, 3), "", lambda x: x.mean(2))
    pooling("GlobalMaxPool2D", "GlobalMax", (3, 5, 17), "", lambda x: F.max_pool2d(x, (3, 5)).flatten(1))
    pooling("GlobalMaxPool1D", "GlobalMaxSequence", (7, 3), "", lambda x: F.max_pool1d(x, 7).flatten(1))
    pooling("UpSampling2D", "UpSampling", (3, 2, 5), "", lambda x: F.interpolate(x, scale_factor=2.0))
    pooling("UpSampling2D", "UpSamplingEach", (3, 2, 17), "({1, 3})",
            lambda x: x.repeat_interleave(3, 3))
    pooling("ZeroPadding2D", "ZeroPadding", (3, 2, 5), "", lambda x: F.pad(x, [1, 1, 1, 1]))
    pooling("ZeroPadding2D", "ZeroPaddingEach", (3, 2, 17), "({2, 0, 1, 3})", lambda x: F.pad(x, [1, 3, 2, 0]))
    pooling("Cropping2D", "Cropping", (5, 4, 3), "", lambda x: x[:, :, 1:-1, 1:-1])
    pooling("Cropping2D", "CroppingEach", (6, 5, 17), "({2, 0, 1, 3})", lambda x: x[:, :, 2:, 1:2])


def sequences():
    """Layers over the steps of an axis with a name, of which a mask leaves some, or none."""
    def convolved(i, p, t):
        x = F.pad(first(i["x"]), [2, 2])
        c = last(torch.relu(F.conv1d(x, p["c.weight"], p["c.bias"], dilation=2)))
        y = last(F.conv1d(F.pad(first(c), [2, 0]), p["causal.weight"]))
        return squared(dense(y, p, "y"), t)

    case("NamedConv1D",
         """@Input(shape = {9, 5}, axis = "time") Tensor x();
             @Conv1D(filters = 17, kernelSize = 3, dilationRate = 2, padding = Padding.SAME, activation = RELU)
             Tensor c(Tensor x);
             @Conv1D(filters = 6, kernelSize = 3, paddings = {2, 0}, useBias = false) Tensor causal(Tensor c);
             @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor causal);""",
         {"x": grid(2, 9, 5)}, convolved,
         {"c.weight": grid(17, 5, 3), "c.bias": grid(17), "causal.weight": grid(6, 17, 3),
          **dense_parameters("y", 6, 3)},
         {"y": grid(2, 9, 3)})

    def classified(i, p, t):
        real = (i["mask"] > 0).unsqueeze(-1)
        count = real.sum(1)
        mean = torch.where(real, i["x"], torch.zeros(())).sum(1) / count.clamp(min=1)
        top = F.max_pool1d(first(torch.where(real, i["x"], torch.tensor(-torch.inf))), 7).flatten(1)
        top = torch.where(count > 0, top, torch.zeros(()))
        z = dense(torch.cat([mean, top], 1), p, "y")
        return {"y": torch.softmax(z, -1)}, F.cross_entropy(z, t["y"])

    mask = torch.ones(3, 7)
    mask[0, 4:] = 0
    mask[1, 2] = 0
    mask[2] = 0
    case("MaskedGlobalPools",
         """@Input(shape = {7, 5}, axis = "time") Tensor x();
             @Input(shape = 7, axis = "time") Tensor mask();
             @GlobalAveragePooling1D Tensor mean(Tensor x, Tensor mask);
             @GlobalMaxPool1D Tensor top(Tensor x, Tensor mask);
             @Concatenate Tensor both(Tensor mean, Tensor top);
             @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor both);""",
         {"x": grid(3, 7, 5), "mask": mask}, classified, dense_parameters("y", 10, 3),
         {"y": torch.tensor([0, 2, 1])})


def networks():
    def cnn(i, p, t):
        a = F.max_pool2d(torch.relu(F.conv2d(first(i["image"]), p["edges.weight"], p["edges.bias"], padding=1)), 2)
        b = F.max_pool2d(torch.relu(F.conv2d(a, p["shapes.weight"], p["shapes.bias"], padding=1)), 2)
        z = dense(b.flatten(1), p, "kind")
        return {"kind": torch.softmax(z, -1)}, F.cross_entropy(z, t["kind"])

    case("ConvNet",
         """@Input(shape = {8, 8, 1}) Tensor image();
            @Conv2D(filters = 6, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor edges(Tensor image);
            @MaxPool2D Tensor pooled(Tensor edges);
            @Conv2D(filters = 9, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor shapes(Tensor pooled);
            @MaxPool2D Tensor small(Tensor shapes);
            @Flatten Tensor features(Tensor small);
            @Dense(units = 5, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor kind(Tensor features);""",
         {"image": grid(3, 8, 8, 1)}, cnn,
         {"edges.weight": grid(6, 1, 3, 3), "edges.bias": grid(6), "shapes.weight": grid(9, 6, 3, 3),
          "shapes.bias": grid(9), **dense_parameters("kind", 36, 5)},
         {"kind": torch.tensor([2, 0, 4])})

    def residual(i, p, t):
        x = first(i["x"])
        a = F.conv2d(torch.relu(F.conv2d(x, p["a.weight"], p["a.bias"], padding=1)), p["a.weight"], p["a.bias"], padding=1)
        y = torch.relu(a + x)
        return squared(last(y).mean((1, 2)), t)

    case("ConvShared",
         """@Input(shape = {3, 9, 9}) Tensor x();
            @Conv2D(filters = 9, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor a(Tensor x);
            @Conv2D(filters = 9, kernelSize = 3, padding = Padding.SAME, sharedWith = "a") Tensor b(Tensor a);
            @Add Tensor sum(Tensor x, Tensor b);
            @Activate(RELU) Tensor r(Tensor sum);
            @GlobalAveragePooling2D @Loss(MEAN_SQUARED) Tensor y(Tensor r);""",
         {"x": grid(2, 3, 9, 9)}, residual,
         {"a.weight": grid(9, 9, 3, 3) / 4, "a.bias": grid(9)}, {"y": grid(2, 9)})

    def auto(i, p, t):
        code = torch.tanh(F.conv2d(first(i["x"]), p["code.weight"], p["code.bias"], stride=2, padding=1))
        up = F.conv_transpose2d(code, p["up.weight"], p["up.bias"], stride=2, padding=1, output_padding=1)
        joined = torch.cat([up, first(i["x"])], 1)
        return squared(last(F.conv2d(joined, p["y.weight"], p["y.bias"])), t)

    case("Hourglass",
         """@Input(shape = {6, 6, 3}) Tensor x();
            @Conv2D(filters = 5, kernelSize = 3, strides = 2, paddings = 1, activation = TANH) Tensor code(Tensor x);
            @Conv2DTranspose(filters = 4, kernelSize = 3, strides = 2, paddings = 1, outputPadding = 1) Tensor up(Tensor code);
            @Concatenate Tensor joined(Tensor up, Tensor x);
            @Conv2D(filters = 2, kernelSize = 1) @Loss(MEAN_SQUARED) Tensor y(Tensor joined);""",
         {"x": grid(2, 6, 6, 3)}, auto,
         {"code.weight": grid(5, 3, 3, 3), "code.bias": grid(5), "up.weight": grid(5, 4, 3, 3), "up.bias": grid(4),
          "y.weight": grid(2, 7, 1, 1), "y.bias": grid(2)}, {"y": grid(2, 6, 6, 2)})


if __name__ == "__main__":
    reference.source.seed(20261125)
    convolutions()
    depthwise()
    transposed()
    poolings()
    networks()
    sequences()
    TARGET.write_text("\n".join(reference.lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in reference.lines)} cases, {TARGET.stat().st_size} bytes")
