#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/reference_cases.txt: what PyTorch computes, in float64, for every layer,
activation, loss and option of the language. ReferenceCasesTests compiles each case's interface and compares.

    python3 processor/src/test/python/reference_cases.py

Every number that goes in is a small multiple of a power of two or is rounded to float32 first, so both sides start from
the same values. A case is a block of lines: "case NAME", the interface ("| " in front), "count N", then one line an
array: kind, name, shape, ":" and the numbers. Made with PyTorch 1.13; the arithmetic used is the same in all versions.
"""
import math
import pathlib
import random

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
TARGET = pathlib.Path(__file__).parent.parent / "resources" / "proof" / "reference_cases.txt"
HEADER = """package cases;
import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Initializer.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;
import static io.lanewise.annotations.Reduction.*;
import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;
"""
lines = []
source = random.Random(20261121)


def grid(*shape, low=-1.0, high=1.0, step=1 / 32):
    """Seeded multiples of step in [low, high]: exact in float32, short as text."""
    count = math.prod(shape)
    values = [source.randint(round(low / step), round(high / step)) * step for _ in range(count)]
    return torch.tensor(values).reshape(shape)


def cancelling(n, width):
    """Rows whose products with equal weights nearly cancel: pairs of ±large beside small numbers."""
    x = grid(n, width)
    for i in range(n):
        for k in range(0, width - 1, 2):
            big = source.choice([64.0, 512.0, 4096.0])
            x[i, k], x[i, k + 1] = big, -big + source.randint(-4, 4) / 32
    return x


def exact(values):
    """Nearest float32 numbers, as float64."""
    return torch.tensor(values, dtype=torch.float32).to(torch.float64)


def text(value):
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "-0" if math.copysign(1, value) < 0 else "0"
    if value == int(value) and abs(value) < 1e9:
        return str(int(value))
    short = f"{value:.9g}"
    return short if float(short) == value else f"{value:.11g}"


def exact_text(value):
    """A float32 number, so that reading the text gives that number."""
    short = text(value)
    back = float(torch.tensor(float(short), dtype=torch.float32))
    assert back == float(value) or math.isnan(value), (short, value)
    return short


def array(kind, name, tensor, write=text):
    shape = "x".join(map(str, tensor.shape)) or "1"
    numbers = " ".join(write(v) for v in tensor.detach().reshape(-1).tolist())
    lines.append(f"{kind} {name} {shape} : {numbers}")


def case(name, body, inputs, forward, parameters=None, targets=None, blocks=""):
    """body: the interface's methods; forward(inputs, parameters, targets) -> (outputs by name, loss)."""
    parameters, targets = parameters or {}, targets or {}
    leaves = {k: v.clone().requires_grad_(v.is_floating_point()) for k, v in {**inputs, **parameters}.items()}
    outputs, loss = forward({k: leaves[k] for k in inputs}, {k: leaves[k] for k in parameters}, targets)
    loss.backward()
    count = next(iter(inputs.values())).shape[0]
    lines.append(f"case {name}")
    java = HEADER + f"@Model\ninterface {name} {{\n{body.strip()}\n{blocks}}}\n"
    lines.extend("| " + line for line in java.rstrip().split("\n"))
    lines.append(f"count {count}")
    for key, value in inputs.items():
        array("input", key, value, exact_text)
    for key, value in targets.items():
        array("target", key, value, exact_text)
    for key, value in parameters.items():
        array("parameter", key, value, exact_text)
    for key, value in outputs.items():
        array("output", key, value)
    array("loss", "loss", loss.reshape(1))
    for kind, keys in (("gradient", parameters), ("inputGradient", inputs)):
        for key in keys:
            gradient = leaves[key].grad
            if leaves[key].is_floating_point():
                array(kind, key, torch.zeros_like(leaves[key]) if gradient is None else gradient)
    lines.append("")


def half(y, t):
    return 0.5 * ((y - t) ** 2).sum()


def dense(x, p, name, bias=True):
    y = x @ p[f"{name}.weight"].T
    return y + p[f"{name}.bias"] if bias else y


def dense_parameters(name, inputs, units, bias=True, scale=1.0):
    p = {f"{name}.weight": grid(units, inputs) * scale}
    if bias:
        p[f"{name}.bias"] = grid(units)
    return p


def corrected(theirs, exact):
    """PyTorch's function with the value replaced: its own cancels near 0, also in float64. The gradient stays PyTorch's."""
    assert torch.allclose(theirs.detach(), exact.detach(), rtol=1e-12, atol=1e-14)
    return theirs + (exact - theirs).detach()


def elu(x, alpha=1.0):
    return corrected(F.elu(x, alpha), torch.where(x > 0, x, alpha * torch.expm1(x)))


def selu(x):
    alpha, scale = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946
    return corrected(F.selu(x), scale * torch.where(x > 0, x, alpha * torch.expm1(x)))


def gelu(x):
    """x·Φ(x) by erfc: PyTorch's 1 + erf cancels at the lower end, value and gradient, also in float64."""
    y = x * 0.5 * torch.erfc(-x / math.sqrt(2))
    assert torch.allclose(y.detach(), F.gelu(x).detach(), rtol=1e-12, atol=1e-14)
    return y


def softplus(x):
    return F.softplus(x, threshold=100)  # beyond it log1p(exp(x)) is x to the last bit of float64


ACTIVATIONS = {
    "LINEAR": lambda x: x,
    "SIGMOID": torch.sigmoid,
    "TANH": torch.tanh,
    "RELU": torch.relu,
    "LEAKY_RELU": lambda x: F.leaky_relu(x, 0.01),
    "ELU": elu,
    "SELU": selu,
    "GELU": gelu,
    "SILU": F.silu,
    "SOFTPLUS": softplus,
    "THRESHOLD": lambda x: torch.where(x > 0, torch.ones_like(x), torch.zeros_like(x)) + 0 * x,
}


def camel(name):
    return "".join(part.capitalize() for part in name.split("_"))


def activations():
    edges = exact([
        0.0, -0.0, 1e-30, -1e-30, 1e-7, -1e-7, 1e-3, -1e-3, 0.125, -0.125, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0, 1.5, -1.5,
        2.5, -2.5, 3.75, -3.75, 5.0, -5.0, 8.0, -8.0, 9.5, -9.5, 12.0, -12.0, 17.0, -17.0, 20.5, -20.5, 30.0, -30.0,
        60.0, -60.0, 87.0, -87.0, 100.0, -100.0, 1000.0, -1000.0, 10000.0, -10000.0, 0.0, -0.0, 0.0]).reshape(1, 49)
    for name, function in ACTIVATIONS.items():
        target = grid(1, 49) + 0.40625
        case(f"Activate{camel(name)}",
             f"""@Input(shape = 49) Tensor x();
                 @Activate({name}) @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
             {"x": edges},
             lambda i, p, t, f=function: (lambda y: ({"y": y}, half(y, t["y"])))(f(i["x"])),
             targets={"y": target})
        case(f"Dense{camel(name)}",
             f"""@Input(shape = 7) Tensor x();
                 @Dense(units = 17, activation = {name}) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
             {"x": grid(3, 7, low=-2, high=2)},
             lambda i, p, t, f=function: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(f(dense(i["x"], p, "y"))),
             dense_parameters("y", 7, 17), {"y": grid(3, 17)})
    for name, alpha, function in [("LEAKY_RELU", "0.25f", lambda x: F.leaky_relu(x, 0.25)),
                                  ("ELU", "1.5f", lambda x: elu(x, 1.5))]:
        case(f"Activate{camel(name)}Alpha",
             f"""@Input(shape = {{7, 7}}) Tensor x();
                 @Activate(value = {name}, alpha = {alpha}) @Loss(value = HALF_SQUARED, reduction = SUM)
                 Tensor y(Tensor x);""",
             {"x": edges.reshape(1, 7, 7)},
             lambda i, p, t, f=function: (lambda y: ({"y": y}, half(y, t["y"])))(f(i["x"])),
             targets={"y": grid(1, 7, 7) + 0.40625})


def softmaxes():
    big = torch.tensor([[1e4, -1e4, 0, 5, 1e4 - 1], [-1e4, -1e4, -1e4, -1e4, -1e4], [0, 0, 0, 0, 0.0],
                        [87, 88, 89, -104, 3.0]])
    for name, word in [("SoftmaxLayer", "@Softmax"), ("SoftmaxActivate", "@Activate(SOFTMAX)")]:
        case(name,
             f"""@Input(shape = 5) Tensor x();
                 {word} @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
             {"x": big},
             lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(torch.softmax(i["x"], -1)),
             targets={"y": grid(4, 5)})
    case("SoftmaxRows",
         """@Input(shape = {3, 17}) Tensor x();
            @Softmax @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
         {"x": grid(2, 3, 17, low=-3, high=3)},
         lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(torch.softmax(i["x"], -1)),
         targets={"y": grid(2, 3, 17)})
    case("DenseSoftmax",
         """@Input(shape = 6) Tensor x();
            @Dense(units = 33, activation = SOFTMAX) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
         {"x": grid(3, 6)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(torch.softmax(dense(i["x"], p, "y"), -1)),
         dense_parameters("y", 6, 33), {"y": grid(3, 33)})


def losses():
    functions = {
        "MEAN_SQUARED": lambda y, t: (y - t) ** 2,
        "HALF_SQUARED": lambda y, t: 0.5 * (y - t) ** 2,
        "MEAN_ABSOLUTE": lambda y, t: F.l1_loss(y, t, reduction="none"),
    }
    reductions = {"MEAN": torch.mean, "SUM": torch.sum}
    for name, function in functions.items():
        for reduction, reduce in reductions.items():
            x = grid(3, 5)
            p = dense_parameters("y", 5, 9)
            t = grid(3, 9)
            t[1] = dense(x, p, "y")[1]  # ties: derivative 0
            case(f"Loss{camel(name)}{camel(reduction)}",
                 f"""@Input(shape = 5) Tensor x();
                     @Dense(units = 9) @Loss(value = {name}, reduction = {reduction}, weight = 0.75f)
                     Tensor y(Tensor x);""",
                 {"x": x},
                 lambda i, q, s, f=function, r=reduce: (
                     lambda y: ({"y": y}, 0.75 * r(f(y, s["y"]))))(dense(i["x"], q, "y")),
                 p, {"y": t})
    logits = torch.tensor([[1e4, -1e4, 0.0, 88.0, -88.0, 3.5, -3.5], [17.0, -17.0, 1e4, -1e4, 0.25, -0.25, 0.0]])
    bits = torch.tensor([[0.0, 0.0, 0.5, 1.0, 1.0, 0.25, 1.0], [0.0, 1.0, 1.0, 1.0, 0.0, 0.75, 1.0]])
    classes = torch.tensor([1, 0, 6, 2], dtype=torch.int64)
    rows = torch.tensor([[1e4, -1e4, 0.0, 5.0, -5.0, 1.0, 2.0], [0.0] * 7, [-1e4] * 6 + [1e4],
                         [0.5, -0.25, 3.0, 1.0, 88.0, -104.0, 2.0]])
    shares = exact([[0.25, 0.25, 0.5, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0.5, 0.25, 0.25],
                    [0.125] * 6 + [0.25]])
    for reduction in reductions:
        lower = reduction.lower()
        case(f"LossBinaryLogits{camel(reduction)}",
             f"""@Input(shape = 7) Tensor x();
                 @Activate(SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, reduction = {reduction})
                 Tensor y(Tensor x);""",
             {"x": logits},
             lambda i, p, t, r=lower: ({"y": torch.sigmoid(i["x"])},
                                       F.binary_cross_entropy_with_logits(i["x"], t["y"], reduction=r)),
             targets={"y": bits})
        case(f"LossBinaryDense{camel(reduction)}",
             f"""@Input(shape = 6) Tensor x();
                 @Dense(units = 3, activation = SIGMOID)
                 @Loss(value = BINARY_CROSS_ENTROPY, weight = 2, reduction = {reduction}) Tensor y(Tensor x);""",
             {"x": grid(4, 6)},
             lambda i, p, t, r=lower: ({"y": torch.sigmoid(dense(i["x"], p, "y"))},
                                       2 * F.binary_cross_entropy_with_logits(dense(i["x"], p, "y"), t["y"], reduction=r)),
             dense_parameters("y", 6, 3), {"y": grid(4, 3, low=0, high=1)})
        case(f"LossBinaryPlain{camel(reduction)}",
             f"""@Input(shape = 6) Tensor x();
                 @Dense(units = 3, activation = SIGMOID) Tensor a(Tensor x);
                 @Dense(units = 3, activation = SIGMOID) Tensor b(Tensor x);
                 @Multiply @Loss(value = BINARY_CROSS_ENTROPY, reduction = {reduction}) Tensor y(Tensor a, Tensor b);""",
             {"x": grid(4, 6)},
             lambda i, p, t, r=lower: (lambda y: ({"y": y}, F.binary_cross_entropy(y, t["y"], reduction=r)))(
                 torch.sigmoid(dense(i["x"], p, "a")) * torch.sigmoid(dense(i["x"], p, "b"))),
             {**dense_parameters("a", 6, 3), **dense_parameters("b", 6, 3)}, {"y": grid(4, 3, low=0, high=1)})
        case(f"LossBinaryEdges{camel(reduction)}",
             f"""@Input(shape = 4) Tensor x();
                 @Activate(LINEAR) @Loss(value = BINARY_CROSS_ENTROPY, reduction = {reduction}) Tensor y(Tensor x);""",
             {"x": exact([[0, 1, 1e-13, 0.5]] * 4)},
             lambda i, p, t, r=lower: ({"y": i["x"]}, F.binary_cross_entropy(i["x"], t["y"], reduction=r)),
             targets={"y": torch.tensor([[0.0] * 4, [1.0] * 4, [0.5] * 4, [0.25, 0.75, 0.25, 0.75]])})
        case(f"LossClasses{camel(reduction)}",
             f"""@Input(shape = 7) Tensor x();
                 @Softmax @Loss(value = CROSS_ENTROPY, reduction = {reduction}) Tensor y(Tensor x);""",
             {"x": rows},
             lambda i, p, t, r=lower: ({"y": torch.softmax(i["x"], -1)},
                                       F.cross_entropy(i["x"], t["y"], reduction=r)),
             targets={"y": classes})
        case(f"LossProbabilities{camel(reduction)}",
             f"""@Input(shape = 7) Tensor x();
                 @Activate(SOFTMAX) @Loss(value = CROSS_ENTROPY, labels = PROBABILITIES, reduction = {reduction})
                 Tensor y(Tensor x);""",
             {"x": rows},
             lambda i, p, t, r=lower: ({"y": torch.softmax(i["x"], -1)},
                                       F.cross_entropy(i["x"], t["y"], reduction=r)),
             targets={"y": shares})
    case("LossClassesDense",
         """@Input(shape = 13) Tensor x();
            @Dense(units = 10, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, weight = 0.5f) Tensor y(Tensor x);""",
         {"x": grid(5, 13)},
         lambda i, p, t: ({"y": torch.softmax(dense(i["x"], p, "y"), -1)},
                          0.5 * F.cross_entropy(dense(i["x"], p, "y"), t["y"])),
         dense_parameters("y", 13, 10), {"y": torch.tensor([0, 9, 3, 3, 5])})
    case("LossProbabilitiesRows",
         """@Input(shape = {3, 7}) Tensor x();
            @Softmax @Loss(value = CROSS_ENTROPY, labels = PROBABILITIES) Tensor y(Tensor x);""",
         {"x": grid(2, 3, 7, low=-4, high=4)},
         lambda i, p, t: ({"y": torch.softmax(i["x"], -1)},
                          -(t["y"] * torch.log_softmax(i["x"], -1)).sum(-1).mean()),
         targets={"y": torch.cat([shares[:3].reshape(1, 3, 7), shares[1:].reshape(1, 3, 7)])})
    case("LossClassesRows",
         """@Input(shape = {3, 7}) Tensor x();
            @Softmax @Loss(CROSS_ENTROPY) Tensor y(Tensor x);""",
         {"x": grid(2, 3, 7, low=-4, high=4)},
         lambda i, p, t: ({"y": torch.softmax(i["x"], -1)},
                          F.cross_entropy(i["x"].reshape(6, 7), t["y"].reshape(6))),
         targets={"y": torch.tensor([[1, 2, 0], [6, 5, 1]])})


def layers():
    case("DenseCancelling",
         """@Input(shape = 49) Tensor x();
            @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
         {"x": cancelling(4, 49)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(dense(i["x"], p, "y")),
         {"y.weight": torch.ones(3, 49) * 0.5, "y.bias": grid(3)}, {"y": grid(4, 3)})
    case("DenseNoBias",
         """@Input(shape = 17) Tensor x();
            @Dense(units = 16, useBias = false, activation = RELU) Tensor hidden(Tensor x);
            @Dense(units = 1) @Loss(MEAN_SQUARED) Tensor y(Tensor hidden);""",
         {"x": grid(3, 17)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             dense(torch.relu(dense(i["x"], p, "hidden", False)), p, "y")),
         {**dense_parameters("hidden", 17, 16, False), **dense_parameters("y", 16, 1)}, {"y": grid(3, 1)})
    case("DenseSharedWith",
         """@Input(shape = 6) Tensor left();
            @Input(shape = 6) Tensor right();
            @Dense(units = 9, activation = TANH) Tensor a(Tensor left);
            @Dense(units = 9, activation = SIGMOID, sharedWith = "a") Tensor b(Tensor right);
            @Multiply @Loss(MEAN_SQUARED) Tensor y(Tensor a, Tensor b);""",
         {"left": grid(3, 6), "right": grid(3, 6)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             torch.tanh(dense(i["left"], p, "a")) * torch.sigmoid(dense(i["right"], p, "a"))),
         dense_parameters("a", 6, 9), {"y": grid(3, 9)})
    case("DenseTiedTransposed",
         """@Input(shape = 18) Tensor x();
            @Dense(units = 5, activation = TANH) Tensor code(Tensor x);
            @Dense(units = 18, tiedTo = "code") @Loss(value = MEAN_SQUARED) Tensor y(Tensor code);""",
         {"x": grid(3, 18)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             torch.tanh(dense(i["x"], p, "code")) @ p["code.weight"] + p["y.bias"]),
         {**dense_parameters("code", 18, 5), "y.bias": grid(18)}, {"y": grid(3, 18)})
    case("DenseTiedStraight",
         """@Input(shape = 6) Tensor x();
            @Dense(units = 6, activation = TANH) Tensor a(Tensor x);
            @Dense(units = 6, tiedTo = "a", useBias = false) @Loss(MEAN_SQUARED) Tensor y(Tensor a);""",
         {"x": grid(3, 6)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             torch.tanh(dense(i["x"], p, "a")) @ p["a.weight"].T),
         dense_parameters("a", 6, 6), {"y": grid(3, 6)})
    case("FlattenImage",
         """@Input(shape = {3, 4, 2}) Tensor image();
            @Flatten Tensor features(Tensor image);
            @Dense(units = 5, activation = RELU) Tensor hidden(Tensor features);
            @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor hidden);""",
         {"image": grid(3, 3, 4, 2)},
         lambda i, p, t: (lambda z: ({"y": torch.softmax(z, -1)}, F.cross_entropy(z, t["y"])))(
             dense(torch.relu(dense(i["image"].permute(0, 3, 1, 2).flatten(1), p, "hidden")), p, "y")),
         {**dense_parameters("hidden", 24, 5), **dense_parameters("y", 5, 3)}, {"y": torch.tensor([2, 0, 1])})
    case("ReshapeLayer",
         """@Input(shape = {4, 6}) Tensor x();
            @Reshape(shape = {3, -1}) Tensor r(Tensor x);
            @Softmax Tensor s(Tensor r);
            @Reshape(shape = 24) Tensor v(Tensor s);
            @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor v);""",
         {"x": grid(3, 4, 6, low=-3, high=3)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             dense(torch.softmax(i["x"].reshape(3, 3, 8), -1).reshape(3, 24), p, "y")),
         dense_parameters("y", 24, 2), {"y": grid(3, 2)})
    case("DropoutEvaluates",
         """@Input(shape = 19) Tensor x();
            @Dropout(rate = 0.4f) Tensor d(Tensor x);
            @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor y(Tensor d);""",
         {"x": grid(2, 19)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(dense(i["x"], p, "y")),
         dense_parameters("y", 19, 4), {"y": grid(2, 4)})
    case("AddThree",
         """@Input(shape = {2, 9}) Tensor a();
            @Input(shape = {2, 9}) Tensor b();
            @Add @Loss(value = HALF_SQUARED, reduction = SUM)
            Tensor y(Tensor a, Tensor b, @From("a") Tensor again);""",
         {"a": grid(3, 2, 9), "b": grid(3, 2, 9)},
         lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(i["a"] + i["b"] + i["a"]),
         targets={"y": grid(3, 2, 9)})
    case("MultiplyThree",
         """@Input(shape = 21) Tensor a();
            @Input(shape = 21) Tensor b();
            @Multiply @Loss(value = HALF_SQUARED, reduction = SUM)
            Tensor y(Tensor a, Tensor b, @From("a") Tensor again);""",
         {"a": grid(3, 21), "b": grid(3, 21)},
         lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(i["a"] * i["b"] * i["a"]),
         targets={"y": grid(3, 21)})
    for name, left, right, axis in [("Vector", (7,), (12,), -1), ("First", (2, 5), (3, 5), 1), ("Last", (3, 4), (3, 7), 2),
                                    ("Middle", (2, 1, 3), (2, 4, 3), 2)]:
        shape = lambda s: "{" + ", ".join(map(str, s)) + "}"
        joined = torch.cat([torch.zeros(3, *left), torch.zeros(3, *right)], axis).shape
        case(f"Concatenate{name}",
             f"""@Input(shape = {shape(left)}) Tensor a();
                 @Input(shape = {shape(right)}) Tensor b();
                 @Concatenate(axis = {axis}) @Loss(value = HALF_SQUARED, reduction = SUM)
                 Tensor y(Tensor a, Tensor b);""",
             {"a": grid(3, *left), "b": grid(3, *right)},
             lambda i, p, t, x=axis: (lambda y: ({"y": y}, half(y, t["y"])))(torch.cat([i["a"], i["b"]], x)),
             targets={"y": grid(*joined)})


def graphs():
    block = """@Block
                 interface Part {
                     @Input Tensor x();
                     int width();
                     @Dense(activation = TANH) Tensor inner(Tensor x, @From("width") int units);
                     @Add Tensor sum(Tensor x, Tensor inner);
                 }
"""
    residual = lambda x, p, name: x + torch.tanh(dense(x, p, name + ".inner"))
    case("ApplyBlock",
         """@Input(shape = 10) Tensor x();
            @Apply(value = Part.class, with = "width = 10") Tensor r(Tensor x);
            @Apply(value = Part.class, with = "width = 10", sharedWith = "r") Tensor s(Tensor r);
            @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor s);""",
         {"x": grid(3, 10)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             dense(residual(residual(i["x"], p, "r"), p, "r"), p, "y")),
         {**dense_parameters("r.inner", 10, 10), **dense_parameters("y", 10, 3)}, {"y": grid(3, 3)},
         block)
    repeated = {}
    for instance in range(3):
        repeated.update(dense_parameters(f"r.{instance}.inner", 18, 18, scale=0.25))

    def three(x, p):
        for instance in range(3):
            x = residual(x, p, f"r.{instance}")
        return x

    case("RepeatBlock",
         """@Input(shape = 18) Tensor x();
            @Apply(value = Part.class, with = "width = 18") @Repeat(3) Tensor r(Tensor x);
            @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor y(Tensor r);""",
         {"x": grid(3, 18)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(dense(three(i["x"], p), p, "y")),
         {**repeated, **dense_parameters("y", 18, 4)}, {"y": grid(3, 4)}, block)
    case("RepeatDense",
         """@Input(shape = 5) Tensor x();
            @Dense(units = 5, activation = SILU) @Repeat(2) Tensor r(Tensor x);
            @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor y(Tensor r);""",
         {"x": grid(3, 5)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             dense(F.silu(dense(F.silu(dense(i["x"], p, "r.0")), p, "r.1")), p, "y")),
         {**dense_parameters("r.0", 5, 5), **dense_parameters("r.1", 5, 5), **dense_parameters("y", 5, 4)},
         {"y": grid(3, 4)})
    case("SeveralLosses",
         """@Input(shape = 8) Tensor x();
            @Input(shape = {2, 3}) Tensor z();
            @Flatten Tensor flat(Tensor z);
            @Concatenate Tensor both(Tensor x, Tensor flat);
            @Dense(units = 20, activation = GELU) @Output Tensor hidden(Tensor both);
            @Dense(units = 4, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, weight = 0.5f) Tensor kind(Tensor hidden);
            @Dense(units = 1) @Loss(value = MEAN_ABSOLUTE, weight = 2) Tensor amount(Tensor hidden);""",
         {"x": grid(5, 8), "z": grid(5, 2, 3)},
         several,
         {**dense_parameters("hidden", 14, 20), **dense_parameters("kind", 20, 4), **dense_parameters("amount", 20, 1)},
         {"kind": torch.tensor([0, 3, 1, 2, 2]), "amount": grid(5, 1)})


def several(i, p, t):
    hidden = F.gelu(dense(torch.cat([i["x"], i["z"].flatten(1)], -1), p, "hidden"))
    logits, amount = dense(hidden, p, "kind"), dense(hidden, p, "amount")
    loss = 0.5 * F.cross_entropy(logits, t["kind"]) + 2 * F.l1_loss(amount, t["amount"])
    return {"hidden": hidden, "kind": torch.softmax(logits, -1), "amount": amount}, loss


if __name__ == "__main__":
    activations()
    softmaxes()
    losses()
    layers()
    graphs()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in lines)} cases, {TARGET.stat().st_size} bytes")
