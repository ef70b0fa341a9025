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


if __name__ == "__main__":
    reference.source.seed(20261122)
    activations()
    prelus()
    TARGET.write_text("\n".join(reference.lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in reference.lines)} cases, {TARGET.stat().st_size} bytes")
