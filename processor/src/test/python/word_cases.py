#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/word_cases.txt: the activations, losses and options of losses that came after
those of reference_cases.py, by PyTorch in float64 and in the same form.

    python3 processor/src/test/python/word_cases.py
"""
import math
import random

import torch
import torch.nn.functional as F

import reference_cases as reference
from reference_cases import camel, case, corrected, dense, dense_parameters, exact, grid, half

TARGET = reference.TARGET.parent / "word_cases.txt"
EDGES = [0.0, -0.0, 1e-30, -1e-30, 1e-7, -1e-7, 1e-3, -1e-3, 0.125, -0.125, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0, 1.5, -1.5,
         2.5, -2.5, 3.0, -3.0, 3.75, -3.75, 6.0, -6.0, 8.0, -8.0, 9.5, -9.5, 12.0, -12.0, 17.0, -17.0, 20.5, -20.5, 30.0,
         -30.0, 60.0, -60.0, 87.0, -87.0, 100.0, -100.0, 1000.0, -1000.0, 10000.0, -10000.0, 0.0]


def log_sigmoid(x):
    """-log(1 + e^-x); PyTorch's own in all but the last digits."""
    y = -F.softplus(-x, threshold=100)
    assert torch.allclose(y.detach(), F.logsigmoid(x).detach(), rtol=1e-12, atol=1e-14)
    return y


def gelu_tanh(x):
    """By a sigmoid: PyTorch's 1 + tanh cancels at the lower end, value and gradient, also in float64."""
    y = x * torch.sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))
    assert torch.allclose(y.detach(), F.gelu(x, approximate="tanh").detach(), rtol=1e-12, atol=1e-14)
    return y


def celu(x, alpha=1.0):
    return corrected(F.celu(x, alpha), torch.where(x > 0, x, alpha * torch.expm1(x / alpha)))


def hard_sigmoid(x):
    """PyTorch's own gradient has 1/6 as a float32, also in float64."""
    y = F.relu6(x + 3) / 6
    assert torch.allclose(y.detach(), F.hardsigmoid(x).detach(), rtol=1e-12)
    return y


def hard_swish(x):
    """At -3 and 3 the slopes are 0 and 1, PyTorch's since 2.7; before it has those of the middle there."""
    y = x * F.relu6(x + 3) / 6
    assert torch.allclose(y.detach(), F.hardswish(x).detach(), rtol=1e-12)
    return y


def softsign(x):
    """PyTorch's value with the derivative 1 / (1 + |x|)², which its own gradient approaches as far as it does not cancel."""
    class Softsign(torch.autograd.Function):
        @staticmethod
        def forward(context, z):
            context.save_for_backward(z)
            return F.softsign(z)

        @staticmethod
        def backward(context, up):
            return up / (1 + context.saved_tensors[0].abs()) ** 2

    z = x.detach().clone().requires_grad_(True)
    F.softsign(z).sum().backward()
    assert torch.allclose(z.grad, 1 / (1 + z.detach().abs()) ** 2, rtol=1e-9, atol=1e-14)
    return Softsign.apply(x)


def normal_cdf(x):
    return torch.erfc(-x / math.sqrt(2)) / 2


ACTIVATIONS = {
    "HARD_SIGMOID": hard_sigmoid,
    "HARD_TANH": F.hardtanh,
    "HARD_SWISH": hard_swish,
    "RELU6": F.relu6,
    "CELU": celu,
    "GELU_TANH": gelu_tanh,
    "MISH": F.mish,
    "SOFTSIGN": softsign,
    "EXPONENTIAL": torch.exp,
    "LOG_SIGMOID": log_sigmoid,
    "SIGN": lambda x: torch.sign(x) + 0 * x,
    "PROBIT": normal_cdf,
    "LOG_SOFTMAX": lambda x: torch.log_softmax(x, -1),
}


def activations():
    edges = exact(EDGES).reshape(1, 49)
    for name, function in ACTIVATIONS.items():
        # The square of the value must be a float.
        x = edges.clamp(-100, 40) if name == "EXPONENTIAL" else edges
        case(f"Activate{camel(name)}",
             f"""@Input(shape = 49) Tensor x();
                 @Activate({name}) @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
             {"x": x},
             lambda i, p, t, f=function: (lambda y: ({"y": y}, half(y, t["y"])))(f(i["x"])),
             targets={"y": grid(1, 49) + 0.40625})
        case(f"Dense{camel(name)}",
             f"""@Input(shape = 7) Tensor x();
                 @Dense(units = 17, activation = {name}) @Loss(MEAN_SQUARED) Tensor y(Tensor x);""",
             {"x": grid(3, 7, low=-2, high=2)},
             lambda i, p, t, f=function: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(f(dense(i["x"], p, "y"))),
             dense_parameters("y", 7, 17), {"y": grid(3, 17)})
    case("ActivateCeluAlpha",
         """@Input(shape = {7, 7}) Tensor x();
            @Activate(value = CELU, alpha = 1.5f) @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
         {"x": edges.reshape(1, 7, 7)},
         lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(celu(i["x"], 1.5)),
         targets={"y": grid(1, 7, 7) + 0.40625})
    big = torch.tensor([[1e4, -1e4, 0, 5, 1e4 - 1], [-1e4, -1e4, -1e4, -1e4, -1e4], [0, 0, 0, 0, 0.0],
                        [87, 88, 89, -104, 3.0]])
    case("LogSoftmaxLayer",
         """@Input(shape = 5) Tensor x();
            @LogSoftmax @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
         {"x": big},
         lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(torch.log_softmax(i["x"], -1)),
         targets={"y": grid(4, 5)})
    case("LogSoftmaxRows",
         """@Input(shape = {3, 17}) Tensor x();
            @LogSoftmax @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
         {"x": grid(2, 3, 17, low=-3, high=3)},
         lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(torch.log_softmax(i["x"], -1)),
         targets={"y": grid(2, 3, 17)})


def prelus():
    edges = exact([[0.0, -0.0, 2.5, -2.5, 1e-30, -1e-30, 3.0], [-1.0, 0.75, -1e4, 1e4, 17.0, -17.0, -0.5]])
    for name, words, slopes in [("Channels", "", 7), ("One", "(oneSlope = true)", 1)]:
        case(f"PRelu{name}",
             f"""@Input(shape = 7) Tensor x();
                 @PRelu{words} @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor x);""",
             {"x": edges},
             lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(F.prelu(i["x"], p["y.weight"])),
             {"y.weight": grid(slopes)}, {"y": grid(2, 7)})
        case(f"PRelu{name}Image",
             f"""@Input(shape = {{2, 3, 5}}) Tensor x();
                 @PRelu{words.replace("7", "5")} Tensor p(Tensor x);
                 @Flatten Tensor f(Tensor p);
                 @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor y(Tensor f);""",
             {"x": grid(3, 2, 3, 5)},
             lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
                 dense(F.prelu(i["x"].permute(0, 3, 1, 2), p["p.weight"]).flatten(1), p, "y")),
             {"p.weight": grid(5 if slopes > 1 else 1), **dense_parameters("y", 30, 4)}, {"y": grid(3, 4)})
    case("PReluShared",
         """@Input(shape = 4) Tensor x();
            @Dense(units = 6) Tensor a(Tensor x);
            @PRelu Tensor b(Tensor a);
            @Dense(units = 6) Tensor c(Tensor b);
            @PRelu(sharedWith = "b") @Loss(MEAN_SQUARED) Tensor y(Tensor c);""",
         {"x": grid(3, 4)},
         lambda i, p, t: (lambda y: ({"y": y}, F.mse_loss(y, t["y"])))(
             F.prelu(dense(F.prelu(dense(i["x"], p, "a"), p["b.weight"]), p, "c"), p["b.weight"])),
         {**dense_parameters("a", 4, 6), "b.weight": grid(6), **dense_parameters("c", 6, 6)}, {"y": grid(3, 6)})


def cosine(y, t):
    """Keras's: epsilon under the roots."""
    return -(t * y).sum(-1) / (t * t).sum(-1).clamp(min=1e-12).sqrt() / (y * y).sum(-1).clamp(min=1e-12).sqrt()


def hinge(y, t):
    return F.relu(1 - t * y)


def log_cosh(y, t):
    """Keras's, log1p(2 sinh²(x/2)) so that it does not cancel; the gradient is tanh."""
    class LogCosh(torch.autograd.Function):
        @staticmethod
        def forward(context, x):
            context.save_for_backward(x)
            small = torch.log1p(2 * torch.sinh(x.clamp(-40, 40) / 2) ** 2)
            return torch.where(x.abs() > 40, x.abs() - math.log(2), small)

        @staticmethod
        def backward(context, up):
            return up * torch.tanh(context.saved_tensors[0])

    x = y - t
    keras = x + F.softplus(-2 * x, threshold=100) - math.log(2)
    assert torch.allclose(LogCosh.apply(x).detach(), keras.detach(), rtol=1e-9, atol=1e-13)
    return LogCosh.apply(x)


def poisson(y, t):
    """PyTorch's, whose epsilon is the float32 nearest to 1e-8 in generated code."""
    return F.poisson_nll_loss(y, t, log_input=False, eps=float(exact(1e-8)), reduction="none")


def one(name, loss, body, x, value, per, targets, parameters=None, reductions=("mean", "sum")):
    """A case for each reduction: per(z, t) is the loss of each element or position, value(z) the output."""
    for reduction in reductions:
        case(f"{name}{reduction.capitalize()}",
             body.replace("LOSS", f"@Loss({loss}, reduction = {reduction.upper()})"),
             {"x": x},
             lambda i, p, t, r=reduction: (lambda z: ({"y": value(z)}, getattr(torch, r)(per(z, t))))(
                 dense(i["x"], p, "y") if p else i["x"]),
             parameters, targets)


def losses():
    x, p, t = grid(3, 5), dense_parameters("y", 5, 9), grid(3, 9)
    t[1] = dense(x, p, "y")[1]
    linear = """@Input(shape = 5) Tensor x();
                @Dense(units = 9) LOSS Tensor y(Tensor x);"""
    same = lambda z: z
    one("LossHuber", "value = HUBER", linear, x, same, lambda y, s: F.huber_loss(y, s["y"], reduction="none"), {"y": t}, p)
    one("LossHuberDelta", "value = HUBER, delta = 0.25f", linear, x, same,
        lambda y, s: F.huber_loss(y, s["y"], reduction="none", delta=0.25), {"y": t}, p)
    one("LossLogCosh", "value = LOG_COSH", linear, x, same, lambda y, s: log_cosh(y, s["y"]), {"y": t}, p)
    plain = """@Input(shape = 7) Tensor x();
               @Activate(LINEAR) LOSS Tensor y(Tensor x);"""
    far = exact([[0.0, 1.0, -1.0, 3.0, 1e-4, 1e4, -1e4], [2.0, -0.5, 0.25, 30.0, -30.0, 12.0, -9.0]])
    zeros = torch.zeros(2, 7)
    one("LossHuberEdges", "value = HUBER", plain, far, same,
        lambda y, s: F.huber_loss(y, s["y"], reduction="none"), {"y": zeros})
    one("LossLogCoshEdges", "value = LOG_COSH", plain, far, same, lambda y, s: log_cosh(y, s["y"]), {"y": zeros})
    signs = torch.where(grid(3, 9) > 0, 1.0, -1.0)
    one("LossHinge", "value = HINGE", linear, x, same, lambda y, s: hinge(y, s["y"]), {"y": signs}, p)
    one("LossSquaredHinge", "value = SQUARED_HINGE", linear, x, same, lambda y, s: hinge(y, s["y"]) ** 2, {"y": signs}, p)
    one("LossHingeEdges", "value = HINGE", plain, far, same, lambda y, s: hinge(y, s["y"]),
        {"y": torch.tensor([[1.0, 1.0, -1.0, 1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0, 1.0, -1.0, -1.0]])})
    one("LossValue", "value = VALUE", linear, x, same, lambda y, s: y, {}, p)
    one("LossValueWeighted", "value = VALUE, weight = 0.5f, sampleWeights = true", linear, x, same,
        lambda y, s: 0.5 * y * s["yWeights"], {"yWeights": exact([[0.0], [1.5], [0.25]])}, p)
    one("LossCosine", "value = COSINE_SIMILARITY", linear, x, same, lambda y, s: cosine(y, s["y"]), {"y": grid(3, 9)}, p)
    rows = exact([[0.5, -1.0, 0.0, 2.0, 0.25], [1.0, 2.0, -1.0, 0.5, 0.0], [3.0, 0.0, 0.0, 0.0, 0.0], [1e4, -1e4, 1e4, 2.0, 1.0]])
    goals = exact([[1.0, 0, 0, 0, 0], [0.0] * 5, [6.0, 0, 0, 0, 0], [-1.0, 1.0, -1.0, 0.0, 0.5]])
    one("LossCosineRows", "value = COSINE_SIMILARITY",
        """@Input(shape = {4, 5}) Tensor x();
           @Activate(LINEAR) LOSS Tensor y(Tensor x);""",
        torch.stack([rows, grid(4, 5)]), same, lambda y, s: cosine(y, s["y"]), {"y": torch.stack([goals, grid(4, 5)])})
    counts = torch.tensor([[0.0, 1.0, 2.0, 7.0, 0.0, 3.0, 1.0], [1.0, 0.0, 4.0, 0.0, 2.0, 9.0, 5.0]])
    one("LossPoisson", "value = POISSON", """@Input(shape = 7) Tensor x();
            @Activate(SOFTPLUS) LOSS Tensor y(Tensor x);""",
        grid(2, 7, low=-3, high=3), lambda z: F.softplus(z, threshold=100),
        lambda z, s: poisson(F.softplus(z, threshold=100), s["y"]), {"y": counts})
    one("LossPoissonEdges", "value = POISSON", """@Input(shape = 7) Tensor x();
            @Activate(RELU) LOSS Tensor y(Tensor x);""",
        exact([[0.5, 1.0, 2.0, 1e4, 0.0, 3.0, 17.0], [0.125, -1.0, 4.0, 0.0, 2.0, 9.0, 5.0]]), torch.relu,
        lambda z, s: poisson(torch.relu(z), s["y"]), {"y": counts})
    one("LossPoissonExponent", "value = POISSON", """@Input(shape = 7) Tensor x();
            @Activate(EXPONENTIAL) LOSS Tensor y(Tensor x);""",
        exact([[0.5, 1.0, -2.0, 17.0, 0.0, 3.0, -104.0], [1e-3, -1.0, 4.0, -30.0, 2.0, 9.0, 5.0]]), torch.exp,
        lambda z, s: F.poisson_nll_loss(z, s["y"], reduction="none"), {"y": counts})


def distributions():
    rows = torch.tensor([[1e4, -1e4, 0.0, 5.0, -5.0, 1.0, 2.0], [0.0] * 7, [-1e4] * 6 + [1e4],
                         [0.5, -0.25, 3.0, 1.0, 88.0, -104.0, 2.0]])
    near = grid(4, 7, low=-3, high=3)
    shares = exact([[0.25, 0.25, 0.5, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0.5, 0.25, 0.25],
                    [0.125] * 6 + [0.25]])
    labels = torch.tensor([1, 0, 6, 2])
    weights = torch.tensor([0.5, 2.0, 1.25, 0.0, 1.0, 3.0, 0.75])
    softmax, log_softmax = lambda z: torch.softmax(z, -1), lambda z: torch.log_softmax(z, -1)
    same = lambda z: z
    heads = [("", "@Softmax", softmax, ""), ("Logs", "@LogSoftmax", log_softmax, ""),
             ("Logits", "@Activate(LINEAR)", same, ", fromLogits = true"),
             ("Plain", "@Softmax Tensor p(Tensor x);\n @Flatten", softmax, ""),
             ("PlainLogs", "@LogSoftmax Tensor p(Tensor x);\n @Flatten", log_softmax, "")]
    for name, layer, value, more in heads:
        body = f"""@Input(shape = 7) Tensor x();
                   {layer} LOSS Tensor y(Tensor {"p" if "Plain" in name else "x"});"""
        z = near if "Plain" in name else rows
        divergence = lambda y, t: F.kl_div(torch.log_softmax(y, -1), t["y"], reduction="none").sum(-1)
        one(f"LossDivergence{name}", f"value = KL_DIVERGENCE{more}", body, z, value, divergence, {"y": shares})
        if name:
            one(f"LossClasses{name}", f"value = CROSS_ENTROPY{more}", body, z, value,
                lambda y, t: F.cross_entropy(y, t["y"], reduction="none"), {"y": labels})
            one(f"LossProbabilities{name}", f"value = CROSS_ENTROPY, labels = PROBABILITIES{more}", body, z, value,
                lambda y, t: F.cross_entropy(y, t["y"], reduction="none"), {"y": shares})
        one(f"LossSmoothed{name}", f"value = CROSS_ENTROPY, labelSmoothing = 0.125f{more}", body, z, value,
            lambda y, t: F.cross_entropy(y, t["y"], reduction="none", label_smoothing=0.125), {"y": labels})
        one(f"LossSmoothedShares{name}",
            f"value = CROSS_ENTROPY, labels = PROBABILITIES, labelSmoothing = 0.125f{more}", body, z, value,
            lambda y, t: F.cross_entropy(y, t["y"], reduction="none", label_smoothing=0.125), {"y": shares})
        for smoothing in (0, 0.25):
            for reduction in ("mean", "sum"):
                words = f", labelSmoothing = {smoothing}f" if smoothing else ""
                case(f"LossClassWeights{name}{'Smoothed' if smoothing else ''}{reduction.capitalize()}",
                     body.replace("LOSS", "@Loss(value = CROSS_ENTROPY, classWeights = {0.5f, 2, 1.25f, 0, 1, 3, 0.75f}"
                                          f"{words}, weight = 1.5f, reduction = {reduction.upper()}{more})"),
                     {"x": z},
                     lambda i, p, t, r=reduction, v=value, s=smoothing: (
                         {"y": v(i["x"])},
                         1.5 * F.cross_entropy(i["x"], t["y"], weight=weights, label_smoothing=s, reduction=r)),
                     targets={"y": labels})
    case("LossClassWeightsNone",
         """@Input(shape = 3) Tensor x();
            @Softmax @Loss(value = CROSS_ENTROPY, classWeights = {1, 0, 1}) Tensor y(Tensor x);""",
         {"x": grid(2, 3)},
         lambda i, p, t: ({"y": torch.softmax(i["x"], -1)}, 0 * i["x"].sum()),
         targets={"y": torch.tensor([1, 1])})
    logits = torch.tensor([[1e4, -1e4, 0.0, 88.0, -88.0, 3.5, -3.5], [17.0, -17.0, 1e4, -1e4, 0.25, -0.25, 0.0]])
    bits = torch.tensor([[0.0, 0.0, 0.5, 1.0, 1.0, 0.25, 1.0], [0.0, 1.0, 1.0, 1.0, 0.0, 0.75, 1.0]])
    binary = lambda y, t: F.binary_cross_entropy_with_logits(y, t["y"], reduction="none")
    smoothed = lambda y, t: binary(y, {"y": t["y"] * 0.75 + 0.125})
    one("LossBinaryFromLogits", "value = BINARY_CROSS_ENTROPY, fromLogits = true", """@Input(shape = 7) Tensor x();
            @Activate(LINEAR) LOSS Tensor y(Tensor x);""", logits, same, binary, {"y": bits})
    one("LossBinarySmoothed", "value = BINARY_CROSS_ENTROPY, labelSmoothing = 0.25f", """@Input(shape = 7) Tensor x();
            @Activate(SIGMOID) LOSS Tensor y(Tensor x);""", logits, torch.sigmoid, smoothed, {"y": bits})
    one("LossBinaryProbitSmoothed", "value = BINARY_CROSS_ENTROPY, labelSmoothing = 0.25f", """@Input(shape = 5) Tensor x();
            @Dense(units = 3, activation = PROBIT) LOSS Tensor y(Tensor x);""", grid(4, 5), normal_cdf,
        lambda z, t: F.binary_cross_entropy(normal_cdf(z), t["y"] * 0.75 + 0.125, reduction="none"),
        {"y": grid(4, 3, low=0, high=1)}, dense_parameters("y", 5, 3))
    one("LossBinarySampleWeights", "value = BINARY_CROSS_ENTROPY, sampleWeights = true, fromLogits = true",
        """@Input(shape = {2, 5}) Tensor x();
           @Activate(LINEAR) LOSS Tensor y(Tensor x);""", grid(3, 2, 5), same,
        lambda y, t: F.binary_cross_entropy_with_logits(y, t["y"], weight=t["yWeights"], reduction="none"),
        {"y": grid(3, 2, 5, low=0, high=1), "yWeights": grid(3, 2, 1, low=0, high=2)})
    one("LossSampleWeights", "value = CROSS_ENTROPY, sampleWeights = true", """@Input(shape = {3, 7}) Tensor x();
            @Softmax LOSS Tensor y(Tensor x);""", grid(2, 3, 7, low=-4, high=4), softmax,
        lambda z, t: t["yWeights"].reshape(2, 3) * F.cross_entropy(
            z.reshape(6, 7), t["y"].reshape(6), reduction="none").reshape(2, 3),
        {"y": torch.tensor([[1, 2, 0], [6, 5, 1]]), "yWeights": exact([[[1.0], [0.0], [2.5]], [[0.5], [1e4], [0.125]]])})
    for reduction in ("mean", "sum"):
        case(f"LossBothWeights{reduction.capitalize()}",
             f"""@Input(shape = 7) Tensor x();
                 @Dense(units = 7, activation = SOFTMAX)
                 @Loss(value = CROSS_ENTROPY, classWeights = {{0.5f, 2, 1.25f, 0, 1, 3, 0.75f}}, sampleWeights = true,
                       reduction = {reduction.upper()}) Tensor kind(Tensor x);
                 @Dense(units = 2) @Loss(value = MEAN_SQUARED, sampleWeights = true) Tensor size(Tensor x);""",
             {"x": grid(4, 7)},
             lambda i, p, t, r=reduction: both_weights(i, p, t, r, weights),
             {**dense_parameters("kind", 7, 7), **dense_parameters("size", 7, 2)},
             {"kind": labels, "size": grid(4, 2), "kindWeights": exact([[1.0], [0.25], [2.0], [0.0]]),
              "sizeWeights": exact([[0.5], [1.0], [0.0], [3.0]])})


def both_weights(i, p, t, reduction, weights):
    z, size = dense(i["x"], p, "kind"), dense(i["x"], p, "size")
    terms = t["kindWeights"].reshape(4) * F.cross_entropy(z, t["kind"], weight=weights, reduction="none")
    loss = terms.sum() if reduction == "sum" else terms.sum() / weights[t["kind"]].sum()
    loss = loss + (t["sizeWeights"] * (size - t["size"]) ** 2).mean()
    return {"kind": torch.softmax(z, -1), "size": size}, loss


if __name__ == "__main__":
    reference.source.seed(20261123)
    activations()
    prelus()
    losses()
    distributions()
    TARGET.write_text("\n".join(reference.lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in reference.lines)} cases, {TARGET.stat().st_size} bytes")
