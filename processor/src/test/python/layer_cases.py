#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/layer_cases.txt: what PyTorch computes, in float64, for the layers that combine,
normalise and compare nodes, for trained nodes without input, and for what is said of parameters: frozen, regularizers.

    python3 processor/src/test/python/layer_cases.py

The form is that of reference_cases.py, whose helpers it uses.
"""
import random

import torch
import torch.nn.functional as F

import reference_cases as base
from reference_cases import TARGET, case, dense, dense_parameters, grid, half, lines

base.source = random.Random(20261122)
OUT = TARGET.parent / "layer_cases.txt"


def halves(name, methods, inputs, value, parameters=None, target=None):
    """A case whose last node y has HALF_SQUARED summed; target has y's shape."""
    case(name, methods, inputs, lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(value(i, p)),
         parameters, {"y": target})


LOSS = "@Loss(value = HALF_SQUARED, reduction = SUM)"


def chosen(shape, n=3):
    """Three arrays of one shape with ties between two and three of them, and zeros of both signs."""
    a, b, c = grid(n, *shape), grid(n, *shape), grid(n, *shape)
    flat = [x.reshape(-1) for x in (a, b, c)]
    for k in range(0, flat[0].numel(), 3):
        flat[1][k] = flat[0][k]
        if k % 2 == 0:
            flat[2][k] = flat[0][k]
    flat[0][0], flat[1][0], flat[2][0] = 0.0, -0.0, 0.0
    return a, b, c


def combining():
    for size in (1, 15, 16, 17, 33):
        a, b, c = chosen((size,))
        shape = f"@Input(shape = {size})"
        three = f"{shape} Tensor a(); {shape} Tensor b(); {shape} Tensor c();\n"
        two = f"{shape} Tensor a(); {shape} Tensor b();\n"
        halves(f"Subtract{size}", f"{two} @Subtract {LOSS} Tensor y(Tensor a, Tensor b);", {"a": a, "b": b},
               lambda i, p: i["a"] - i["b"], target=grid(3, size))
        halves(f"Average{size}", f"{three} @Average {LOSS} Tensor y(Tensor a, Tensor b, Tensor c);",
               {"a": a, "b": b, "c": c}, lambda i, p: (i["a"] + i["b"] + i["c"]) / 3, target=grid(3, size))
        for word, function in (("Maximum", torch.maximum), ("Minimum", torch.minimum)):
            halves(f"{word}{size}", f"{three} @{word} {LOSS} Tensor y(Tensor a, Tensor b, Tensor c);",
                   {"a": a, "b": b, "c": c},
                   lambda i, p, f=function: f(f(i["a"], i["b"]), i["c"]), target=grid(3, size))
        x = grid(3, size)
        halves(f"Rescaling{size}", f"{shape} Tensor x(); @Rescaling(scale = -0.75f, offset = 2.5f) {LOSS} Tensor y(Tensor x);",
               {"x": x}, lambda i, p: -0.75 * i["x"] + 2.5, target=grid(3, size))
    a, b, c = chosen((2, 3, 5))
    shape = "@Input(shape = {2, 3, 5})"
    halves("MaximumOfImages", f"{shape} Tensor a(); {shape} Tensor b(); @Maximum {LOSS} Tensor y(Tensor a, Tensor b);",
           {"a": a, "b": b}, lambda i, p: torch.maximum(i["a"], i["b"]), target=grid(3, 2, 3, 5))
    halves("SubtractItself", f"{shape} Tensor a(); @Subtract {LOSS} Tensor y(Tensor a, @From(\"a\") Tensor again);",
           {"a": a}, lambda i, p: i["a"] - i["a"], target=grid(3, 2, 3, 5))
    case("AverageOfSoftmaxes",
         """@Input(shape = 5) Tensor x();
            @Dense(units = 4, activation = SOFTMAX) Tensor a(Tensor x);
            @Dense(units = 4, activation = SOFTMAX) Tensor b(Tensor x);
            @Average @Loss(CROSS_ENTROPY) Tensor y(Tensor a, Tensor b);""",
         {"x": grid(3, 5)},
         lambda i, p, t: (lambda y: ({"y": y}, F.nll_loss(torch.log(y), t["y"])))(
             (torch.softmax(dense(i["x"], p, "a"), -1) + torch.softmax(dense(i["x"], p, "b"), -1)) / 2),
         {**dense_parameters("a", 5, 4), **dense_parameters("b", 5, 4)}, {"y": torch.tensor([0, 3, 1])})


def directions():
    for shape in ((1,), (15,), (16,), (17,), (33,), (3, 5)):
        word = "x".join(map(str, shape))
        braces = "{" + ", ".join(map(str, shape)) + "}"
        a, b = grid(4, *shape), grid(4, *shape)
        a[1] = 0.0
        a[2] = a[2] * 2.0**-20
        b[3] = b[3] * 2.0**10
        halves(f"L2Normalize{word}", f"@Input(shape = {braces}) Tensor a(); @L2Normalize {LOSS} Tensor y(Tensor a);",
               {"a": a}, lambda i, p: F.normalize(i["a"], dim=-1), target=grid(4, *shape))
        inputs = f"@Input(shape = {braces}) Tensor a(); @Input(shape = {braces}) Tensor b();"
        target = grid(4, *shape[:-1], 1)
        halves(f"Dot{word}", f"{inputs} @Dot {LOSS} Tensor y(Tensor a, Tensor b);", {"a": a, "b": b},
               lambda i, p: (i["a"] * i["b"]).sum(-1, keepdim=True), target=target)
        if shape == (1,):
            continue  # the sign of a·b, whose derivative is 0: terms that cancel, and nothing else
        halves(f"Cosine{word}", f"{inputs} @Dot(normalize = true) {LOSS} Tensor y(Tensor a, Tensor b);",
               {"a": a, "b": b},
               lambda i, p: (F.normalize(i["a"], dim=-1) * F.normalize(i["b"], dim=-1)).sum(-1, keepdim=True),
               target=target)


def sequences():
    """Layers at each step of a sequence, products of matrices, axes in another order; odd sizes."""
    for steps, features, units in ((1, 1, 1), (3, 5, 7), (2, 16, 17), (17, 3, 2)):
        word = f"{steps}x{features}x{units}"
        braces = f"{{{steps}, {features}}}"
        halves(f"SequenceDense{word}",
               f"""@Input(shape = {braces}, axis = "time") Tensor x();
                   @Dense(units = {units}, activation = TANH) Tensor h(Tensor x);
                   @Dense(units = {features}) {LOSS} Tensor y(Tensor h);""",
               {"x": grid(3, steps, features)},
               lambda i, p: dense(torch.tanh(dense(i["x"], p, "h")), p, "y"),
               {**dense_parameters("h", features, units), **dense_parameters("y", units, features)},
               grid(3, steps, features))
        classes = units + 1
        case(f"SequenceClasses{word}",
             f"""@Input(shape = {braces}, axis = "time") Tensor x();
                 @Dense(units = {classes}, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor x);""",
             {"x": grid(3, steps, features)},
             lambda i, p, t: (lambda z: ({"y": torch.softmax(z, -1)},
                                         F.cross_entropy(z.flatten(0, 1), t["y"].flatten())))(dense(i["x"], p, "y")),
             dense_parameters("y", features, classes),
             {"y": torch.tensor([[(3 * n + s) % classes for s in range(steps)] for n in range(3)])})
        for heads in ((), (2,)) if steps == 3 else ((),):
            for first, second in ((False, False), (True, False), (False, True), (True, True)):
                a = (*heads, features, steps) if first else (*heads, steps, features)
                b = (*heads, units, features) if second else (*heads, features, units)
                text = [("{" + ", ".join(map(str, shape)) + "}") for shape in (a, b)]
                members = ", ".join(f"{n} = true" for n, f in (("transposeFirst", first), ("transposeSecond", second)) if f)
                halves(f"MatMul{word}{'of2' if heads else ''}{'T' if first else 'N'}{'T' if second else 'N'}",
                       f"""@Input(shape = {text[0]}) Tensor a(); @Input(shape = {text[1]}) Tensor b();
                           @MatMul({members}) {LOSS} Tensor y(Tensor a, Tensor b);""",
                       {"a": grid(2, *a), "b": grid(2, *b)},
                       lambda i, p, f=first, s=second: (i["a"].mT if f else i["a"]) @ (i["b"].mT if s else i["b"]),
                       target=grid(2, *heads, steps, units))
    for shape, dims in (((3, 5), (2, 1)), ((2, 3, 17), (1, 3, 2)), ((2, 3, 4), (3, 1, 2)), ((3, 16, 2), (2, 1, 3)),
                        ((2, 3, 1, 5), (4, 2, 1, 3)), ((7,), (1,))):
        braces = "{" + ", ".join(map(str, shape)) + "}"
        to = "{" + ", ".join(map(str, dims)) + "}"
        out = [shape[d - 1] for d in dims]
        halves("Permute" + "".join(map(str, dims)) + "of" + "x".join(map(str, shape)),
               f"""@Input(shape = {braces}) Tensor x(); @Activate(TANH) Tensor h(Tensor x);
                   @Permute(dims = {to}) {LOSS} Tensor y(Tensor h);""",
               {"x": grid(2, *shape)}, lambda i, p, d=dims: torch.tanh(i["x"]).permute(0, *d), target=grid(2, *out))
    halves("FlattenRagged",
           f"""@Input(shape = {{3, 5}}, axis = "time") Tensor x(); @Dense(units = 7, activation = TANH) Tensor h(Tensor x);
               @Flatten Tensor f(Tensor h); @Dense(units = 2) {LOSS} Tensor y(Tensor f);""",
           {"x": grid(2, 3, 5)}, lambda i, p: dense(torch.tanh(dense(i["x"], p, "h")).flatten(1), p, "y"),
           {**dense_parameters("h", 5, 7), **dense_parameters("y", 21, 2)}, grid(2, 2))


def maxout(x, p, name, units, pieces, bias=True):
    return dense(x, p, name, bias).unflatten(-1, (units, pieces))


def greatest(pieces):
    """From the first to the last, as the language says: PyTorch's maximum, half to each where two are equal."""
    y = pieces[..., 0]
    for k in range(1, pieces.shape[-1]):
        y = torch.maximum(y, pieces[..., k])
    return y


def maxouts():
    for units, pieces, bias in ((1, 2, True), (15, 2, True), (16, 3, False), (17, 2, True), (33, 4, True)):
        p = dense_parameters("y", 7, units * pieces, bias)
        x = grid(3, 7)
        x[1] = 0.0  # without bias all pieces are equal there
        if bias:
            p["y.bias"].reshape(units, pieces)[0, :] = 0.25
        options = "" if bias else ", useBias = false"
        halves(f"Maxout{units}of{pieces}",
               f"@Input(shape = 7) Tensor x(); @Maxout(units = {units}, pieces = {pieces}{options}) {LOSS} Tensor y(Tensor x);",
               {"x": x}, lambda i, q, u=units, k=pieces, b=bias: greatest(maxout(i["x"], q, "y", u, k, b)),
               p, grid(3, units))
    image = grid(2, 2, 3, 2)
    halves("MaxoutOfImage",
           f"""@Input(shape = {{2, 3, 2}}) Tensor x(); @Flatten Tensor flat(Tensor x);
               @Maxout(units = 5, pieces = 3) {LOSS} Tensor y(Tensor flat);""",
           {"x": image}, lambda i, p: greatest(maxout(i["x"].permute(0, 3, 1, 2).flatten(1), p, "y", 5, 3)),
           dense_parameters("y", 12, 15), grid(2, 5))
    case("MaxoutShared",
         """@Input(shape = 4) Tensor x();
            @Maxout(units = 4, kernelRegularizer = @Regularizer(l1 = 0.25f, l2 = 0.5f),
                    biasRegularizer = @Regularizer(l1 = 0.125f), activityRegularizer = @Regularizer(l2 = 0.5f))
            Tensor a(Tensor x);
            @Maxout(units = 4, sharedWith = "a") @Loss(MEAN_SQUARED) Tensor y(Tensor a);""",
         {"x": grid(3, 4)}, shared_maxout, dense_parameters("a", 4, 8), {"y": grid(3, 4)})


def shared_maxout(i, p, t):
    a = greatest(maxout(i["x"], p, "a", 4, 2))
    y = greatest(maxout(a, p, "a", 4, 2))
    w, b = p["a.weight"], p["a.bias"]
    loss = F.mse_loss(y, t["y"]) + 0.25 * w.abs().sum() + 0.5 * (w**2).sum() + 0.125 * b.abs().sum()
    return {"y": y}, loss + 0.5 * (a**2).sum() / 3


def weights():
    for size in (1, 15, 16, 17, 33):
        halves(f"Weight{size}",
               f"""@Input(shape = {size}) Tensor x(); @Weight(shape = {size}) Tensor w();
                   @Multiply {LOSS} Tensor y(Tensor x, Tensor w);""",
               {"x": grid(4, size)}, lambda i, p: i["x"] * p["w.weight"], {"w.weight": grid(size)}, grid(4, size))
    case("ThreeWeights",
         """@Input(shape = 1) Tensor x();
            @Weight(shape = 1) Tensor a(); @Weight(shape = 1) Tensor b(); @Weight(shape = 1) Tensor c();
            @Multiply Tensor product(Tensor a, Tensor b);
            @Add Tensor sum(Tensor product, Tensor c);
            @Rescaling(scale = 3) @Loss(value = MEAN_SQUARED, target = "x") Tensor j(Tensor sum);""",
         {"x": grid(3, 1)},
         lambda i, p, t: (lambda j: ({"j": j.expand(3, 1)}, F.mse_loss(j.expand(3, 1), i["x"])))(
             3 * (p["a.weight"] * p["b.weight"] + p["c.weight"])),
         {"a.weight": grid(1), "b.weight": grid(1), "c.weight": grid(1)})
    case("WeightsOnly",
         """@Input(shape = 3) Tensor x();
            @Weight(shape = {2, 3}) @Output Tensor a();
            @Flatten Tensor flat(Tensor a);
            @Dense(units = 3, activation = TANH) Tensor b(Tensor flat);
            @Dot @Loss(HALF_SQUARED) Tensor y(Tensor b, Tensor x);""",
         {"x": grid(4, 3)},
         lambda i, p, t: (lambda y: ({"a": p["a.weight"].expand(4, 2, 3), "y": y}, 0.5 * F.mse_loss(y, t["y"])))(
             (torch.tanh(dense(p["a.weight"].flatten().expand(4, 6), p, "b")) * i["x"]).sum(-1, keepdim=True)),
         {"a.weight": grid(2, 3), **dense_parameters("b", 6, 3)}, {"y": grid(4, 1)})
    case("WeightInBlock",
         """@Input(shape = 5) Tensor x();
            @Apply(WeightInBlockScale.class) Tensor a(Tensor x);
            @Apply(WeightInBlockScale.class) @Repeat(2) @Loss(MEAN_SQUARED) Tensor y(Tensor a);""",
         {"x": grid(3, 5)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             scaled(p, "y.1", scaled(p, "y.0", scaled(p, "a", i["x"])))),
         {f"{n}.{k}.weight": grid(5) for n in ("a", "y.0", "y.1") for k in ("gain", "shift")}, {"y": grid(3, 5)},
         """}
            @Block interface WeightInBlockScale {
            @Input Tensor x();
            @Weight(shape = 5) Tensor gain(); @Weight(shape = 5) Tensor shift();
            @Multiply Tensor product(Tensor x, Tensor gain);
            @Add Tensor sum(Tensor product, Tensor shift);
         """)


def scaled(p, name, x):
    return x * p[f"{name}.gain.weight"] + p[f"{name}.shift.weight"]


def frozen(parameters, names):
    """Detached, so that PyTorch gives them no gradient; the case writes zeros for them."""
    return {k: v.detach() if k in names else v for k, v in parameters.items()}


def training():
    p = {**dense_parameters("a", 6, 17), **dense_parameters("b", 17, 5), **dense_parameters("y", 5, 3)}
    still = ("a.weight", "a.bias", "y.weight", "y.bias")

    def value(i, q, t):
        q = frozen(q, still)
        y = dense(torch.tanh(dense(torch.tanh(dense(i["x"], q, "a")), q, "b")), q, "y")
        return {"y": y}, F.mse_loss(y, t["y"])

    case("FrozenNodes",
         """@Input(shape = 6) Tensor x();
            @Dense(units = 17, activation = TANH, kernelRegularizer = @Regularizer(l2 = 1)) @Frozen Tensor a(Tensor x);
            @Dense(units = 5, activation = TANH) Tensor b(Tensor a);
            @Dense(units = 3) @Frozen @Loss(MEAN_SQUARED) Tensor y(Tensor b);""",
         {"x": grid(4, 6)}, value, p, {"y": grid(4, 3)})

    names = [f"a.{k}" for k in ("inner.weight", "inner.bias")]
    more = [f"y.{n}.{k}" for n in range(2) for k in ("inner.weight", "inner.bias")]
    shapes = {n: grid(4, 4) if n.endswith("weight") else grid(4) for n in names + more}

    def blocks(i, q, t):
        q = frozen(q, names if t["which"] else more)
        y = i["x"]
        for n in ("a", "y.0", "y.1"):
            y = y + torch.tanh(dense(y, q, f"{n}.inner"))
        return {"y": y}, F.mse_loss(y, t["y"])

    for name, first, second, which in (("FrozenBlock", "@Frozen", "", True), ("FrozenRepeat", "", "@Frozen", False)):
        target = grid(3, 4)
        case(name,
             f"""@Input(shape = 4) Tensor x();
                 @Apply({name}Residual.class) {first} Tensor a(Tensor x);
                 @Apply({name}Residual.class) @Repeat(2) {second} @Loss(MEAN_SQUARED) Tensor y(Tensor a);""",
             {"x": grid(3, 4)}, lambda i, q, t, w=which, g=target: blocks(i, q, {"y": g, "which": w}),
             shapes, {"y": target},
             f"""}}
                @Block interface {name}Residual {{
                @Input Tensor x();
                @Dense(units = 4, activation = TANH) Tensor inner(Tensor x);
                @Add Tensor sum(Tensor x, Tensor inner);
             """)

    p = {**dense_parameters("a", 6, 17), **dense_parameters("b", 17, 5), "w.weight": grid(5)}
    p["a.weight"][0, :3] = 0.0
    p["w.weight"][2] = 0.0

    def regularized(i, q, t):
        a = torch.tanh(dense(i["x"], q, "a"))
        b = dense(a, q, "b")
        y = b + q["w.weight"]
        loss = F.mse_loss(y, t["y"])
        loss = loss + 0.125 * q["a.weight"].abs().sum() + 0.0625 * (q["a.weight"]**2).sum()
        loss = loss + 0.25 * q["a.bias"].abs().sum() + 0.5 * (q["b.weight"]**2).sum() + 0.25 * (q["b.bias"]**2).sum()
        loss = loss + 0.5 * q["w.weight"].abs().sum() + 0.25 * (q["w.weight"]**2).sum()
        return {"y": y}, loss + (0.5 * a.abs().sum() + 0.25 * (a**2).sum()) / 4 + (b**2).sum() / 4

    case("Regularized",
         """@Input(shape = 6) Tensor x();
            @Weight(shape = 5, regularizer = @Regularizer(l1 = 0.5f, l2 = 0.25f)) Tensor w();
            @Dense(units = 17, activation = TANH, kernelRegularizer = @Regularizer(l1 = 0.125f, l2 = 0.0625f),
                   biasRegularizer = @Regularizer(l1 = 0.25f), activityRegularizer = @Regularizer(l1 = 0.5f, l2 = 0.25f))
            Tensor a(Tensor x);
            @Dense(units = 5, kernelRegularizer = @Regularizer(l2 = 0.5f), biasRegularizer = @Regularizer(l2 = 0.25f),
                   activityRegularizer = @Regularizer(l2 = 1))
            Tensor b(Tensor a);
            @Add @Loss(MEAN_SQUARED) Tensor y(Tensor b, Tensor w);""",
         {"x": grid(4, 6)}, regularized, p, {"y": grid(4, 5)})

    r = [f"y.{n}.{k}" for n in range(3) for k in ("weight", "bias")]

    def repeated(i, q, t):
        y = i["x"]
        for n in range(3):
            y = torch.tanh(dense(y, q, f"y.{n}"))
        return {"y": y}, F.mse_loss(y, t["y"]) + sum(0.25 * (q[f"y.{n}.weight"]**2).sum() for n in range(3))

    case("RegularizedRepeat",
         """@Input(shape = 5) Tensor x();
            @Dense(units = 5, activation = TANH, kernelRegularizer = @Regularizer(l2 = 0.25f)) @Repeat(3)
            @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
         {"x": grid(3, 5)}, repeated, {n: grid(5, 5) if n.endswith("weight") else grid(5) for n in r},
         {"y": grid(3, 5)})


if __name__ == "__main__":
    combining()
    directions()
    maxouts()
    weights()
    training()
    sequences()
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in lines)} cases, {OUT.stat().st_size} bytes")
