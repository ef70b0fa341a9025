#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/option_cases.txt: what PyTorch computes, in float64, for options of layers that the other
scripts' cases leave at their default, and for such as only come together.

    python3 processor/src/test/python/option_cases.py

The form is that of reference_cases.py. The numbers are drawn here alone, so that the files of the other scripts stay what they are.
"""
import random

import torch
import torch.nn.functional as F

import reference_cases as base
from norm_cases import braces, halves, offset
from recurrent_cases import both, check, parameters, scan
from reference_cases import TARGET, exact, grid
from spatial_cases import bordered, first, last, numbers, pair

OUT = TARGET.parent / "option_cases.txt"
LOSS = "@Loss(value = HALF_SQUARED, reduction = SUM)"
LOW = -torch.inf
ACTIVATIONS = {"RELU": torch.relu, "TANH": torch.tanh, "SIGMOID": torch.sigmoid}


def layer(name, sizes, annotation, value, weights=None, x=None, more=""):
    """One layer on an image or a sequence; value(x, parameters) has the channels first."""
    x = grid(2, *sizes) if x is None else x
    with torch.no_grad():
        shape = last(value(first(x), weights or {})).shape
    halves(name, f"@Input(shape = {braces(sizes)}{more}) Tensor x(); {annotation} {LOSS} Tensor y(Tensor x);", {"x": x},
           lambda i, p: last(value(first(i["x"]), p)), weights, grid(*shape))


# ---- normalisation

def normalizations():
    for members, scale, center, epsilon in (
            ("scale = false", False, True, 1e-5), ("center = false", True, False, 1e-5),
            ("scale = false, center = false, epsilon = 0.25f", False, False, 0.25), ("epsilon = 0.001f", True, True, 1e-3)):
        for sizes, count in (((3, 2, 6), 3), ((1, 17), 1)):
            weights = {}
            if scale:
                weights["y.weight"] = grid(sizes[-1])
            if center:
                weights["y.bias"] = grid(sizes[-1])
            word = f"{scale}{center}{'Epsilon' if 'epsilon' in members else ''}"
            layer(f"GroupOptions{word}{count}", sizes, f"@GroupNormalization(groups = {count}, {members})",
                  lambda x, p, g=count, e=float(exact(epsilon)), c=sizes[-1]: F.group_norm(
                      x, g, p.get("y.weight", torch.ones(c)), p.get("y.bias", torch.zeros(c)), e),
                  weights, offset(2, *sizes), "" if len(sizes) == 3 else ', axis = "time"')
    for word, members, scale, epsilon in (("Scale", "scale = false", False, 1e-6), ("Epsilon", "epsilon = 0.25f", True, 0.25),
                                          ("Both", "scale = false, epsilon = 0.001f", False, 1e-3)):
        for width in (1, 15, 17):
            layer(f"RmsOptions{word}{width}", (1, 2, width), f"@RmsNormalization({members})",
                  lambda x, p, e=float(exact(epsilon)): x * torch.rsqrt((x**2).mean(1, keepdim=True) + e)
                  * p.get("y.weight", torch.ones(())).reshape(1, -1, 1, 1),
                  {"y.weight": grid(width)} if scale else None, offset(1, 1, 2, width))
    for name, kind, weights in (("RmsShared", "RmsNormalization", ("weight",)), ("GroupShared", "GroupNormalization", ("weight", "bias"))):
        rms = kind.startswith("Rms")

        def value(i, p, rms=rms):
            def norm(x):
                if rms:
                    return x * torch.rsqrt((x**2).mean(-1, keepdim=True) + float(exact(1e-6))) * p["a.weight"]
                return last(F.group_norm(first(x), 2, p["a.weight"], p["a.bias"], float(exact(1e-5))))
            return norm(torch.tanh(norm(i["x"])))

        groups = "" if rms else "groups = 2, "
        halves(name,
               f"""@Input(shape = {{2, 3, 6}}) Tensor x(); @{kind}{"" if rms else "(groups = 2)"} Tensor a(Tensor x);
                   @Activate(TANH) Tensor b(Tensor a); @{kind}({groups}sharedWith = "a") {LOSS} Tensor y(Tensor b);""",
               {"x": grid(2, 2, 3, 6)}, value, {f"a.{w}": grid(6) for w in weights}, grid(2, 2, 3, 6))


# ---- convolutions of each channel

def words(kernel, stride, padding, paddings, dilation, bias, activation):
    said = [f"kernelSize = {numbers(kernel)}"]
    if stride != 1:
        said.append(f"strides = {numbers(stride)}")
    if padding:
        said.append("padding = Padding.SAME")
    if paddings is not None:
        said.append(f"paddings = {numbers(paddings)}")
    if dilation != 1:
        said.append(f"dilationRate = {numbers(dilation)}")
    if not bias:
        said.append("useBias = false")
    if activation:
        said.append(f"activation = {activation}")
    return ", ".join(said)


def channelwise(name, separable, sizes, kernel, m=1, stride=1, padding=False, paddings=None, dilation=1, bias=True,
                activation=None, filters=5):
    k, s, d = pair(kernel), pair(stride), pair(dilation)
    c = sizes[2]
    said = words(kernel, stride, padding, paddings, dilation, bias, activation) + (f", depthMultiplier = {m}" if m > 1 else "")
    act = ACTIVATIONS.get(activation, lambda z: z)

    def depthwise(x, weight, own):
        return F.conv2d(bordered(x, padding, paddings, k, s, d), weight, own, s, 0, d, c)

    if separable:
        weights = {"y.depthwise.weight": grid(c * m, 1, *k), "y.pointwise.weight": grid(filters, c * m, 1, 1)}
        if bias:
            weights["y.pointwise.bias"] = grid(filters)
        layer(name, sizes, f"@SeparableConv2D(filters = {filters}, {said})",
              lambda x, p: act(F.conv2d(depthwise(x, p["y.depthwise.weight"], None), p["y.pointwise.weight"],
                                        p.get("y.pointwise.bias"))), weights)
    else:
        weights = {"y.weight": grid(c * m, 1, *k)}
        if bias:
            weights["y.bias"] = grid(c * m)
        layer(name, sizes, f"@DepthwiseConv2D({said})", lambda x, p: act(depthwise(x, p["y.weight"], p.get("y.bias"))), weights)


def channelwises():
    for separable, word in ((False, "DepthwiseOptions"), (True, "SeparableOptions")):
        def of(name, *sizes_and_kernel, separable=separable, word=word, **more):
            channelwise(word + name, separable, *sizes_and_kernel, **more)

        of("Valid", (4, 5, 3), 3)
        of("Strides", (6, 5, 3), (3, 2), stride=(2, 1))
        of("StridesSame", (3, 4, 17), 3, stride=2, padding=True, activation="RELU")
        of("Dilation", (6, 5, 3), (2, 3), dilation=(3, 2))
        of("DilationSame", (5, 4, 3), 3, dilation=2, padding=True, activation="TANH")
        of("Paddings", (4, 3, 2), 3, paddings=1, bias=False)
        of("PaddingsPair", (2, 3, 15), 2, paddings=(0, 1), activation="SIGMOID")
        of("PaddingsEach", (3, 4, 3), (3, 2), paddings=(2, 0, 1, 3), stride=2, m=2)
        of("All", (5, 6, 4), (2, 3), m=2, stride=(1, 2), dilation=(2, 1), paddings=(1, 2, 0, 1), bias=False, activation="TANH")
        of("One", (1, 1, 1), 1)

    # Its parameters once more, at other places.
    def twice(i, p):
        def apply(x):
            return F.conv2d(F.conv2d(x, p["a.depthwise.weight"], None, padding=1, groups=3), p["a.pointwise.weight"],
                            p["a.pointwise.bias"])
        return last(apply(torch.tanh(apply(first(i["x"])))))

    halves("SeparableShared",
           f"""@Input(shape = {{3, 4, 3}}) Tensor x();
               @SeparableConv2D(filters = 3, kernelSize = 3, paddings = 1, activation = TANH) Tensor a(Tensor x);
               @SeparableConv2D(filters = 3, kernelSize = 3, paddings = 1, sharedWith = "a") {LOSS} Tensor y(Tensor a);""",
           {"x": grid(2, 3, 4, 3)}, twice,
           {"a.depthwise.weight": grid(3, 1, 3, 3), "a.pointwise.weight": grid(3, 3, 1, 1), "a.pointwise.bias": grid(3)},
           grid(2, 3, 4, 3))


# ---- pooling

def mean_of_real(x, kernel, stride, sides, rank):
    """The mean of what lies in the image: the border neither adds nor counts."""
    pool = F.avg_pool1d if rank == 1 else F.avg_pool2d
    return pool(F.pad(x, sides), kernel, stride) / pool(F.pad(torch.ones_like(x), sides), kernel, stride)


def keras_sides(steps, kernel, stride):
    total = max(((steps + stride - 1) // stride - 1) * stride + kernel - steps, 0)
    return [total // 2, total - total // 2]


def pool(name, kind, sizes, members, value):
    layer(name, sizes, f"@{kind}({members})", lambda x, p: value(x), None, grid(2, *sizes, step=1 / 4))


def poolings():
    for steps, channels, kernel, stride in ((7, 3, 2, 2), (6, 17, 3, 2), (5, 1, 4, 1), (1, 2, 3, 3)):
        sides = keras_sides(steps, kernel, stride)
        word = f"Pool{steps}x{channels}by{kernel}"
        same = f"value = {kernel}, strides = {stride}, padding = Padding.SAME"
        pool(f"Max{word}Same", "MaxPool1D", (steps, channels), same,
             lambda x, k=kernel, s=stride, b=sides: F.max_pool1d(F.pad(x, b, value=LOW), k, s))
        pool(f"Average{word}Same", "AveragePooling1D", (steps, channels), same,
             lambda x, k=kernel, s=stride, b=sides: mean_of_real(x, k, s, b, 1))
    for kernel, stride, paddings, sides in ((3, 2, "1", [1, 1]), (4, 3, "{2, 1}", [2, 1]), (3, 1, "{0, 2}", [0, 2])):
        word = f"Pool{kernel}by{stride}Paddings"
        given = f"value = {kernel}, strides = {stride}, paddings = {paddings}"
        pool(f"Max{word}", "MaxPool1D", (7, 5), given,
             lambda x, k=kernel, s=stride, b=sides: F.max_pool1d(F.pad(x, b, value=LOW), k, s))
        pool(f"Average{word}", "AveragePooling1D", (7, 5), given,
             lambda x, k=kernel, s=stride, b=sides: mean_of_real(x, k, s, b, 1))
        pool(f"Average{word}Counted", "AveragePooling1D", (7, 5), f"{given}, countPadding = true",
             lambda x, k=kernel, s=stride, b=sides: F.avg_pool1d(F.pad(x, b), k, s))
    for kernel, stride, paddings in (((3, 4), (2, 3), (1, 2, 3, 0)), ((2, 3), (1, 2), (0, 1, 2, 1)), ((3, 3), (2, 2), (1, 0))):
        top, bottom, left, right = paddings if len(paddings) == 4 else (paddings[0], paddings[0], paddings[1], paddings[1])
        sides = [left, right, top, bottom]
        word = f"PoolImage{''.join(map(str, paddings))}"
        given = f"value = {numbers(kernel)}, strides = {numbers(stride)}, paddings = {numbers(paddings)}"
        pool(f"Max{word}", "MaxPool2D", (5, 6, 3), given,
             lambda x, k=kernel, s=stride, b=sides: F.max_pool2d(F.pad(x, b, value=LOW), k, s))
        pool(f"Average{word}", "AveragePooling2D", (5, 6, 3), given,
             lambda x, k=kernel, s=stride, b=sides: mean_of_real(x, k, s, b, 2))
        pool(f"Average{word}Counted", "AveragePooling2D", (5, 6, 3), f"{given}, countPadding = true",
             lambda x, k=kernel, s=stride, b=sides: F.avg_pool2d(F.pad(x, b), k, s))


# ---- transposed convolutions

def transposed():
    """Sides of their own, with what is added behind, several groups, a dilation: what is cut from the full result."""
    for name, sizes, filters, groups, k, s, d, paddings, more in (
            ("Each", (3, 4, 3), 2, 1, (3, 4), (2, 3), (1, 1), (1, 0, 2, 1), (1, 2)),
            ("Groups", (4, 3, 6), 4, 2, (3, 2), (2, 1), (1, 2), (1, 1, 0, 1), (1, 0)),
            ("Shrinks", (4, 4, 2), 17, 1, (2, 2), (1, 1), (1, 1), (1, 2, 0, 1), (0, 0))):
        def value(x, p, k=k, s=s, d=d, b=paddings, o=more, g=groups):
            full = F.conv_transpose2d(x, p["y.weight"], None, s, 0, 0, g, d)
            rows, columns = ((n - 1) * t + e * (m - 1) + 1 + u for n, t, e, m, u in zip(x.shape[2:], s, d, k, o))
            full = F.pad(full, [0, o[1], 0, o[0]])
            cut = full[:, :, b[0]:rows - b[1], b[2]:columns - b[3]]
            return cut + (p["y.bias"].reshape(1, -1, 1, 1) if "y.bias" in p else 0)

        biased = name != "Groups"
        weights = {"y.weight": grid(sizes[2], filters // groups, *k)}
        if biased:
            weights["y.bias"] = grid(filters)
        layer(f"TransposedOptions{name}", sizes,
              f"""@Conv2DTranspose(filters = {filters}, kernelSize = {numbers(k)}, strides = {numbers(s)}, groups = {groups},
                  dilationRate = {numbers(d)}, paddings = {numbers(paddings)}, outputPadding = {numbers(more)}"""
              + ("" if biased else ", useBias = false") + ")", value, weights)


# ---- parameters of another node

def shared(name, sizes, annotation, value, weights, more=""):
    """The layer a, tanh, and the layer once more with a's parameters; value(x, parameters) has the channels last."""
    again = annotation[:-1] + ', sharedWith = "a")' if "(" in annotation else annotation + '(sharedWith = "a")'
    halves(name, f"""@Input(shape = {braces(sizes)}{more}) Tensor x(); {annotation} Tensor a(Tensor x);
                     @Activate(TANH) Tensor b(Tensor a); {again} {LOSS} Tensor y(Tensor b);""",
           {"x": grid(2, *sizes)}, lambda i, p: value(torch.tanh(value(i["x"], p)), p), weights, grid(2, *sizes))


def attention(x, p):
    """PyTorch's multi-head attention of two heads, and of x to itself."""
    w, b = p["a.in_proj_weight"], p["a.in_proj_bias"]
    y = F.multi_head_attention_forward(*[x.transpose(0, 1)] * 3, x.shape[2], 2, w, b, None, None, False, 0.0,
                                       p["a.out_proj.weight"], p["a.out_proj.bias"], need_weights=False)[0]
    return y.transpose(0, 1)


def sharings():
    time = ', axis = "time"'
    shared("Conv1DShared", (5, 3), "@Conv1D(filters = 3, kernelSize = 3, paddings = {2, 0})",
           lambda x, p: last(F.conv1d(F.pad(first(x), [2, 0]), p["a.weight"], p["a.bias"])),
           {"a.weight": grid(3, 3, 3), "a.bias": grid(3)}, time)
    shared("DepthwiseShared", (3, 4, 3), "@DepthwiseConv2D(kernelSize = 3, paddings = 1)",
           lambda x, p: last(F.conv2d(first(x), p["a.weight"], p["a.bias"], padding=1, groups=3)),
           {"a.weight": grid(3, 1, 3, 3), "a.bias": grid(3)})
    shared("TransposedShared", (3, 4, 3), "@Conv2DTranspose(filters = 3, kernelSize = 3, paddings = 1)",
           lambda x, p: last(F.conv_transpose2d(first(x), p["a.weight"], p["a.bias"], padding=1)),
           {"a.weight": grid(3, 3, 3, 3), "a.bias": grid(3)})
    shared("LayerNormShared", (3, 5), "@LayerNormalization",
           lambda x, p: F.layer_norm(x, (5,), p["a.weight"], p["a.bias"], float(exact(1e-5))),
           {"a.weight": grid(5), "a.bias": grid(5)}, time)
    shared("BatchNormShared", (3, 5), "@BatchNormalization",
           lambda x, p: last(F.batch_norm(first(x), p["a.running_mean"].detach(), p["a.running_var"].detach(), p["a.weight"],
                                          p["a.bias"], False, 0.1, float(exact(1e-5)))),
           {"a.weight": grid(5), "a.bias": grid(5), "a.running_mean": grid(5), "a.running_var": grid(5).abs() + 0.5}, time)
    shared("HeadsShared", (3, 4), "@MultiHeadAttention(heads = 2)", attention,
           {"a.in_proj_weight": grid(12, 4), "a.in_proj_bias": grid(12), "a.out_proj.weight": grid(4, 4),
            "a.out_proj.bias": grid(4)}, time)


# ---- dropout

def mix(x):
    """C. Wellons' lowbias32."""
    x = (x ^ x >> 16) * 0x7feb352d & 0xffffffff
    x = (x ^ x >> 15) * 0x846ca68b & 0xffffffff
    return x ^ x >> 16


def mix_key(x):
    """SplitMix64's output function."""
    x = x + 0x9e3779b97f4a7c15 & 0xffffffffffffffff
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9 & 0xffffffffffffffff
    x = (x ^ x >> 27) * 0x94d049bb133111eb & 0xffffffffffffffff
    return x ^ x >> 31


def factors(rate, count, channels, place):
    """What the step of the cases, 1 of seed 1, draws at a place: a function of it, the example and the channel
    alone. What is kept grows by 1 / (1 - rate) as a float has it."""
    key = mix_key(mix_key(mix_key(1) ^ 1) ^ place << 32) >> 32
    kept = [[mix(mix(key ^ mix(n)) + c * 0x9E3779B9 & 0xffffffff) >> 8 >= rate * 2**24 for c in range(channels)]
            for n in range(count)]
    return torch.tensor(kept).to(torch.float64)[:, :, None, None] * exact(1 / (1 - rate))


def dropout():
    """At evaluation a node is itself; in training it is what PyTorch makes of a mask drawn here."""
    for rate, sizes in ((0.5, (3, 2, 5)), (0.25, (1, 3, 17)), (0.75, (2, 1, 15))):
        text = f"@SpatialDropout2D(rate = {rate}f)"
        layer(f"SpatialDropoutEvaluates{sizes[2]}", sizes, text, lambda x, p: F.dropout2d(x, 0.5, training=False))
        start = len(base.lines)
        drawn = factors(rate, 3, sizes[2], 0)
        assert 0 < (drawn == 0).sum() < drawn.numel()
        layer(f"SpatialDropoutTrains{sizes[2]}", sizes, text, lambda x, p, f=drawn: x * f, None, grid(3, *sizes))
        count = next(k for k in range(start, len(base.lines)) if base.lines[k].startswith("count "))
        base.lines.insert(count + 1, "training")
    layer("GaussianNoiseEvaluates", (2, 1, 3), "@GaussianNoise(stddev = 2)", lambda x, p: x + 0)
    drawn = (factors(0.5, 3, 7, 0), factors(0.25, 3, 7, 1))
    start = len(base.lines)
    halves("SpatialDropoutTwice",
           f"""@Input(shape = {{2, 3, 7}}) Tensor x(); @SpatialDropout2D(rate = 0.5f) Tensor a(Tensor x);
               @Activate(TANH) Tensor b(Tensor a); @SpatialDropout2D(rate = 0.25f) {LOSS} Tensor y(Tensor b);""",
           {"x": grid(3, 2, 3, 7)}, lambda i, p: last(torch.tanh(first(i["x"]) * drawn[0]) * drawn[1]), None,
           grid(3, 2, 3, 7))
    count = next(k for k in range(start, len(base.lines)) if base.lines[k].startswith("count "))
    base.lines.insert(count + 1, "training")


# ---- recurrences

MASK = torch.tensor([[1.0, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0]])


def run(kind, direction, x, p, h, c, mask):
    if direction != "BOTH":
        return scan(kind, x, p, "y", "" if direction == "FORWARD" else "_reverse", h, c, mask=mask)
    halves_of = [(None, None) if z is None else z.chunk(2, 1) for z in (h, c)]
    return both(kind, x, p, "y", *halves_of, mask=mask)


def recurrences():
    for kind in ("SimpleRnn", "Lstm", "Gru"):
        for direction in ("BOTH", "BACKWARD"):
            for all_steps in (True, False):
                units = 3
                width = units * (2 if direction == "BOTH" else 1)
                p = parameters(kind, "y", 2, units, 2)
                if direction == "BACKWARD":
                    p = {k: v for k, v in p.items() if k.endswith("_reverse")}
                inputs = {"x": grid(4, 4, 2), "mask": MASK, "initialState": grid(4, width)}
                cell = ""
                if kind == "Lstm":
                    inputs["initialCell"] = grid(4, width)
                    cell = f"@Input(shape = {width}) Tensor initialCell();"
                roles = ", ".join(f"Tensor {role}" for role in inputs)
                more = ", returnSequences = true" if all_steps else ""
                halves(f"{kind}MaskState{direction.capitalize()}{'' if all_steps else 'Last'}",
                       f"""@Input(shape = {{4, 2}}, axis = "time") Tensor x(); @Input(shape = 4, axis = "time") Tensor mask();
                           @Input(shape = {width}) Tensor initialState(); {cell}
                           @{kind}(units = {units}, direction = Direction.{direction}{more}) {LOSS} Tensor y({roles});""",
                       inputs,
                       lambda i, q, k=kind, d=direction, n=0 if all_steps else 1: run(
                           k, d, i["x"], q, i["initialState"], i.get("initialCell"), i["mask"])[n],
                       p, grid(4, 4, width) if all_steps else grid(4, width))
    for kind, widths in (("Lstm", (15,)), ("Gru", (15, 16))):
        for units in widths:
            x = grid(2, 3, 1)
            p = parameters(kind, "y", 1, units)
            check(kind, x, p, 1, scan(kind, x, p, "y")[0])
            halves(f"{kind}Units{units}",
                   f"""@Input(shape = {{3, 1}}, axis = "time") Tensor x();
                       @{kind}(units = {units}, returnSequences = true) {LOSS} Tensor y(Tensor x);""",
                   {"x": x}, lambda i, q, k=kind: scan(k, i["x"], q, "y")[0], p, grid(2, 3, units))


if __name__ == "__main__":
    base.lines.clear()
    base.source.seed(20261201)
    normalizations()
    channelwises()
    poolings()
    transposed()
    sharings()
    dropout()
    recurrences()
    OUT.write_text("\n".join(base.lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in base.lines)} cases, {OUT.stat().st_size} bytes")
