#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/norm_cases.txt: what PyTorch computes, in float64, for the layers that normalise, at
evaluation and in a step of training, and for those that sum, repeat, cut and pad along axes.

    python3 processor/src/test/python/norm_cases.py

The form is that of reference_cases.py, whose helpers it uses. A line "training" says that the numbers are those of a step of
training; the "gradient" of a running statistic is then what the step adds to it, else 0.
"""
import random

import torch
import torch.nn.functional as F

import reference_cases as base
from reference_cases import TARGET, array, case, dense, dense_parameters, exact, grid, half, lines

base.source = random.Random(20261123)
OUT = TARGET.parent / "norm_cases.txt"
LOSS = "@Loss(value = HALF_SQUARED, reduction = SUM)"
E5, E6, M9 = float(exact(1e-5)), float(exact(1e-6)), float(exact(0.9))


def halves(name, methods, inputs, value, parameters=None, target=None, blocks=""):
    """A case whose last node y has HALF_SQUARED summed; target has y's shape."""
    case(name, methods, inputs, lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(value(i, p)),
         parameters, {"y": target}, blocks)


def braces(shape):
    return "{" + ", ".join(map(str, shape)) + "}"


def word(shape):
    return "x".join(map(str, shape))


def offset(n, *shape):
    """Numbers of different size and place in each row, one row of equal numbers among them."""
    x = grid(n, *shape)
    rows = x.reshape(-1, shape[-1])
    for k in range(rows.shape[0]):
        rows[k] = rows[k] * (0.125, 1, 8)[k % 3] + (0, -3, 40)[k % 3]
    if rows.shape[0] > 2:
        rows[2] = 2.5
    return x


def named(shape):
    return f'@Input(shape = {braces(shape)}{", axis = " + chr(34) + "time" + chr(34) if len(shape) == 2 else ""})'


def affine(channels, scale=True, center=True):
    p = {}
    if scale:
        p["y.weight"] = grid(channels)
    if center:
        p["y.bias"] = grid(channels)
    return p


def alone(i, p):
    """Each number is its own mean; PyTorch multiplies out, which leaves rounding errors instead of 0."""
    return (i["x"] - i["x"]) * p["y.weight"] + p["y.bias"]


def rows():
    for shape in ((1,), (15,), (16,), (17,), (33,), (3, 5), (2, 1, 16)):
        w = shape[-1:]
        halves(f"LayerNormalization{word(shape)}",
               f"{named(shape)} Tensor x(); @LayerNormalization {LOSS} Tensor y(Tensor x);",
               {"x": offset(3, *shape)},
               lambda i, p: F.layer_norm(i["x"], w, p["y.weight"], p["y.bias"], E5) if w != (1,) else alone(i, p),
               affine(shape[-1]), grid(3, *shape))
        halves(f"RmsNormalization{word(shape)}",
               f"{named(shape)} Tensor x(); @RmsNormalization {LOSS} Tensor y(Tensor x);",
               {"x": offset(3, *shape)},
               lambda i, p: i["x"] * torch.rsqrt((i["x"]**2).mean(-1, keepdim=True) + E6) * p["y.weight"],
               affine(shape[-1], center=False), grid(3, *shape))
    for members, scale, center in (("scale = false", False, True), ("center = false", True, False),
                                   ("scale = false, center = false, epsilon = 0.25f", False, False)):
        e = 0.25 if "epsilon" in members else E5
        case(
            f"LayerNormalization{scale}{center}",
            f"""@Input(shape = 7) Tensor x(); @Dense(units = 18) Tensor a(Tensor x);
                @LayerNormalization({members}) Tensor y(Tensor a);
                @Activate(TANH) Tensor z(Tensor y);
                @Add {LOSS} Tensor s(Tensor a, Tensor z);""",
            {"x": grid(3, 7)},
            lambda i, p, t, e=e: (lambda a: (lambda s: ({"s": s}, half(s, t["s"])))(a + torch.tanh(
                F.layer_norm(a, (18,), p.get("y.weight"), p.get("y.bias"), e))))(dense(i["x"], p, "a")),
            {**dense_parameters("a", 7, 18), **affine(18, scale, center)}, {"s": grid(3, 18)})


def groups():
    for shape, count in (((5,), 1), ((5,), -1), ((34,), 2), ((3, 6), 3), ((3, 2, 4), 2), ((2, 1, 32), 2),
                         ((3, 1, 17), -1), ((4, 3, 3), 1), ((2, 3, 1), 1), ((1, 1, 6), 2)):
        g = shape[-1] if count == -1 else count

        def value(i, p, g=g, rank=len(shape)):
            if rank == 1 and g == i["x"].shape[-1]:
                return alone(i, p)
            order = (0, rank, *range(1, rank))
            back = (0, *range(2, rank + 1), 1)
            return F.group_norm(i["x"].permute(order), g, p["y.weight"], p["y.bias"], E5).permute(back)

        halves(f"GroupNormalization{word(shape)}of{g}",
               f"{named(shape)} Tensor x(); @GroupNormalization(groups = {count}) {LOSS} Tensor y(Tensor x);",
               {"x": offset(3, *shape)}, value, affine(shape[-1]), grid(3, *shape))


def batch_norm(x, p, name, training, momentum, epsilon=E5, changes=None):
    """Normalises the last axis; notes in changes what a step adds to the running statistics."""
    mean, variance = p[f"{name}.running_mean"].detach(), p[f"{name}.running_var"].detach()
    flat = x.reshape(-1, x.shape[-1])
    if training and flat.shape[0] == 1:  # PyTorch refuses; the variance is that of one number
        if changes is not None:
            changes[f"{name}.running_mean"] = (1 - momentum) * (flat[0].detach() - mean)
            changes[f"{name}.running_var"] = torch.zeros_like(variance)
        y = (flat - flat) * p.get(f"{name}.weight", 1) + p.get(f"{name}.bias", 0)
        return y.reshape(x.shape)
    new_mean, new_variance = mean.clone(), variance.clone()
    y = F.batch_norm(flat, new_mean, new_variance, p.get(f"{name}.weight"), p.get(f"{name}.bias"), training,
                     1 - momentum, epsilon)
    if changes is not None:
        for key, old, new in (("running_mean", mean, new_mean), ("running_var", variance, new_variance)):
            key = f"{name}.{key}"
            changes[key] = changes.get(key, 0) + (new - old)
    return y.reshape(x.shape)


def state(name, channels):
    return {f"{name}.running_mean": grid(channels), f"{name}.running_var": grid(channels).abs() + 0.5}


def batch_case(name, methods, inputs, value, parameters, target, blocks=""):
    """At evaluation and in training: value(inputs, parameters, training, changes)."""
    for training in (False, True):
        changes = {} if training else None
        start = len(lines)
        case(name + ("Trains" if training else ""), methods.replace("NAME", name + ("Trains" if training else "")), inputs,
             lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(value(i, p, training, changes)),
             parameters, {"y": target}, blocks.replace("NAME", name + ("Trains" if training else "")))
        if training:
            count = next(k for k in range(start, len(lines)) if lines[k].startswith("count "))
            lines.insert(count + 1, "training")
            for key, value_of in changes.items():
                at = next(k for k in range(start, len(lines)) if lines[k].startswith(f"gradient {key} "))
                array("gradient", key, value_of)
                lines[at] = lines.pop()


def batches():
    for shape, n in (((1,), 3), ((5,), 1), ((5,), 7), ((16,), 2), ((33,), 3), ((3, 5), 2), ((1, 6), 1),
                     ((2, 1, 17), 2), ((2, 2, 16), 2), ((4, 3, 1), 2), ((3, 2, 4), 1)):
        batch_case(f"BatchNormalization{word(shape)}of{n}",
                   f"{named(shape)} Tensor x(); @BatchNormalization(momentum = 0.75f) {LOSS} Tensor y(Tensor x);",
                   {"x": offset(n, *shape)},
                   lambda i, p, training, c: batch_norm(i["x"], p, "y", training, 0.75, changes=c),
                   {**affine(shape[-1]), **state("y", shape[-1])}, grid(n, *shape))
    for members, scale, center in (("scale = false", False, True), ("center = false", True, False),
                                   ("scale = false, center = false, epsilon = 0.25f", False, False)):
        e = 0.25 if "epsilon" in members else E5
        batch_case(f"BatchNormalization{scale}{center}",
                   f"""@Input(shape = 7) Tensor x(); @Dense(units = 18, useBias = false) Tensor a(Tensor x);
                       @BatchNormalization({members}) Tensor b(Tensor a);
                       @Activate(RELU) Tensor c(Tensor b);
                       @Dense(units = 3) {LOSS} Tensor y(Tensor c);""",
                   {"x": grid(6, 7)},
                   lambda i, p, training, c, e=e: dense(torch.relu(batch_norm(
                       dense(i["x"], p, "a", bias=False), p, "b", training, M9, e, c)), p, "y"),
                   {**dense_parameters("a", 7, 18, bias=False),
                    **{k.replace("y.", "b."): v for k, v in affine(18, scale, center).items()}, **state("b", 18),
                    **dense_parameters("y", 18, 3)}, grid(6, 3))
    batch_case("BatchNormalizationOfDense",
               f"""@Input(shape = 5) Tensor x(); @Dense(units = 17) Tensor a(Tensor x);
                   @BatchNormalization Tensor b(Tensor a); @Dense(units = 6, activation = TANH) Tensor c(Tensor b);
                   @BatchNormalization {LOSS} Tensor y(Tensor c);""",
               {"x": grid(5, 5)},
               lambda i, p, training, c: batch_norm(torch.tanh(dense(batch_norm(
                   dense(i["x"], p, "a"), p, "b", training, M9, changes=c), p, "c")), p, "y", training, M9, changes=c),
               {**dense_parameters("a", 5, 17), "b.weight": grid(17), "b.bias": grid(17), **state("b", 17),
                **dense_parameters("c", 17, 6), **affine(6), **state("y", 6)}, grid(5, 6))
    batch_case("BatchNormalizationInBlocks",
               f"""@Input(shape = 6) Tensor x();
                   @Apply(NAMEResidual.class) Tensor a(Tensor x);
                   @Apply(NAMEResidual.class) @Repeat(2) {LOSS} Tensor y(Tensor a);""",
               {"x": grid(4, 6)},
               lambda i, p, training, c: repeated(i["x"], p, training, c),
               {k: v for n in ("a", "y.0", "y.1") for k, v in (
                   *dense_parameters(f"{n}.inner", 6, 6).items(), (f"{n}.norm.weight", grid(6)),
                   (f"{n}.norm.bias", grid(6)), *state(f"{n}.norm", 6).items())}, grid(4, 6),
               """}
                  @Block interface NAMEResidual {
                  @Input Tensor x();
                  @Dense(units = 6) Tensor inner(Tensor x);
                  @BatchNormalization(momentum = 0.5f) Tensor norm(Tensor inner);
                  @Add Tensor sum(Tensor x, Tensor norm);
               """)
    batch_case("BatchNormalizationFrozen",
               f"""@Input(shape = 6) Tensor x(); @Dense(units = 5) Tensor a(Tensor x);
                   @BatchNormalization @Frozen Tensor b(Tensor a); @BatchNormalization(center = false) {LOSS} Tensor y(Tensor b);""",
               {"x": grid(5, 6)},
               lambda i, p, training, c: batch_norm(batch_norm(
                   dense(i["x"], p, "a"), {k: v.detach() for k, v in p.items()}, "b", False, M9),
                   p, "y", training, M9, changes=c),
               {**dense_parameters("a", 6, 5), "b.weight": grid(5), "b.bias": grid(5), **state("b", 5),
                **affine(5, center=False), **state("y", 5)}, grid(5, 5))


def repeated(x, p, training, changes):
    for n in ("a", "y.0", "y.1"):
        x = x + batch_norm(dense(x, p, f"{n}.inner"), p, f"{n}.norm", training, 0.5, changes=changes)
    return x


def axes():
    for shape in ((5,), (2, 17), (2, 3, 4), (2, 1, 2, 3)):
        rank = len(shape)
        choices = [(), (1,), (-1,), (1, 2), (2,), (2, 3), (1, 3)] if rank > 2 else [(), (1,), (-1,)] if rank > 1 else [()]
        for number, chosen in enumerate(choices):
            for mean in (number % 2 == 1,) if number else (False, True):
                keep = number % 4 in (1, 2)
                dims = [rank - 1 if a == -1 else a - 1 for a in chosen] or list(range(rank))
                members = ", ".join([f"axis = {braces(chosen)}"] * bool(chosen) + ["keepDims = true"] * keep)
                out = [1 if d in dims else s for d, s in enumerate(shape) if keep or d not in dims] or [1]
                layer = "Mean" if mean else "Sum"
                halves(f"{layer}{word(shape)}over{word(chosen).replace('-', 'last')}",
                       f"""@Input(shape = {braces(shape)}) Tensor x(); @Activate(TANH) Tensor a(Tensor x);
                           @{layer}({members}) {LOSS} Tensor y(Tensor a);""",
                       {"x": grid(2, *shape)},
                       lambda i, p, m=mean, d=dims, o=out: (torch.mean if m else torch.sum)(
                           torch.tanh(i["x"]), [k + 1 for k in d]).reshape(2, *o), target=grid(2, *out))
    for n, size in ((1, 5), (3, 1), (4, 17), (2, 16)):
        halves(f"RepeatVector{n}of{size}",
               f"""@Input(shape = {size}) Tensor x(); @Activate(TANH) Tensor a(Tensor x);
                   @RepeatVector(n = {n}, axis = "time") Tensor r(Tensor a); @Dense(units = 3) {LOSS} Tensor y(Tensor r);""",
               {"x": grid(2, size)},
               lambda i, p, n=n: dense(torch.tanh(i["x"])[:, None].expand(-1, n, -1), p, "y"),
               dense_parameters("y", size, 3), grid(2, n, 3))
    for shape, axis, start, size in (((7,), -1, 2, 3), ((3, 17), 1, 1, -1), ((2, 3, 5), 2, 0, 2), ((1, 33), 2, 16, 17)):
        at = len(shape) - 1 if axis == -1 else axis - 1
        length = shape[at] - start if size == -1 else size
        out = [length if d == at else s for d, s in enumerate(shape)]
        halves(f"Slice{word(shape)}axis{at}",
               f"""@Input(shape = {braces(shape)}) Tensor x(); @Activate(TANH) Tensor a(Tensor x);
                   @Slice(axis = {axis}, start = {start}, size = {size}) {LOSS} Tensor y(Tensor a);""",
               {"x": grid(2, *shape)}, lambda i, p: torch.tanh(i["x"]).narrow(at + 1, start, length), target=grid(2, *out))
    for shape, axis, before, after in (((7,), -1, 2, 3), ((2, 17), 1, 0, 1), ((2, 3, 2), 2, 1, 0), ((2, 3), 2, 14, 1),
                                       ((3, 2), 1, 0, 0)):
        at = len(shape) - 1 if axis == -1 else axis - 1
        out = [s + before + after if d == at else s for d, s in enumerate(shape)]
        halves(f"Pad{word(shape)}axis{at}",
               f"""@Input(shape = {braces(shape)}) Tensor x(); @Activate(SIGMOID) Tensor a(Tensor x);
                   @Pad(axis = {axis}, before = {before}, after = {after}) {LOSS} Tensor y(Tensor a);""",
               {"x": grid(2, *shape)},
               lambda i, p: F.pad(torch.sigmoid(i["x"]), [0, 0] * (len(shape) - 1 - at) + [before, after]),
               target=grid(2, *out))


def convolutions():
    """Convolutions of groups, of single channels and of single pixels, each before a batch normalisation."""
    def value(i, p, training, c):
        x = i["x"].permute(0, 3, 1, 2)
        for name, norm, groups, padding in (("a", "b", 1, 1), ("d", "e", 18, 1), ("g", "h", 2, 0), ("k", "y", 1, 0)):
            x = F.conv2d(x, p[f"{name}.weight"], p.get(f"{name}.bias"), padding=padding, groups=groups)
            x = batch_norm(x.permute(0, 2, 3, 1), p, norm, training, M9, changes=c).permute(0, 3, 1, 2)
            x = torch.relu(x) if norm == "b" else x
        return x.permute(0, 2, 3, 1)

    batch_case("BatchNormalizationOfConvolutions",
               f"""@Input(shape = {{3, 4, 2}}) Tensor x();
                   @Conv2D(filters = 18, kernelSize = 3, padding = Padding.SAME) Tensor a(Tensor x);
                   @BatchNormalization Tensor b(Tensor a); @Activate(RELU) Tensor c(Tensor b);
                   @DepthwiseConv2D(kernelSize = 3, padding = Padding.SAME, useBias = false) Tensor d(Tensor c);
                   @BatchNormalization(center = false) Tensor e(Tensor d);
                   @Conv2D(filters = 6, kernelSize = 2, groups = 2) Tensor g(Tensor e);
                   @BatchNormalization(scale = false) Tensor h(Tensor g);
                   @Conv2D(filters = 5, kernelSize = 1, useBias = false) Tensor k(Tensor h);
                   @BatchNormalization {LOSS} Tensor y(Tensor k);""",
               {"x": grid(2, 3, 4, 2)}, value,
               {"a.weight": grid(18, 2, 3, 3), "a.bias": grid(18), "b.weight": grid(18), "b.bias": grid(18),
                **state("b", 18), "d.weight": grid(18, 1, 3, 3), "e.weight": grid(18), **state("e", 18),
                "g.weight": grid(6, 9, 2, 2), "g.bias": grid(6), "h.bias": grid(6), **state("h", 6),
                "k.weight": grid(5, 6, 1, 1), **affine(5), **state("y", 5)}, grid(2, 2, 3, 5))


if __name__ == "__main__":
    rows()
    groups()
    batches()
    axes()
    convolutions()
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in lines)} cases, {OUT.stat().st_size} bytes")
