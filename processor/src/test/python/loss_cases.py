#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/loss_cases.txt: losses over sequences with masks, ignored labels and targets that
are nodes, by PyTorch in float64 and in the form of reference_cases.py.

    python3 processor/src/test/python/loss_cases.py
"""
import torch
import torch.nn.functional as F

import reference_cases as reference
from reference_cases import case, dense, dense_parameters, exact, grid

TARGET = reference.TARGET.parent / "loss_cases.txt"
WEIGHTS = exact([0.5, 2.0, 1.25, 0.0, 3.0])
CLASS_WEIGHTS = "classWeights = {0.5f, 2, 1.25f, 0, 3}"


def counting(mask):
    return (mask != 0).to(torch.float64)


def mean(losses, counts):
    """Over what counts, elements of a row alike."""
    kept = torch.where(counts > 0, losses, torch.zeros_like(losses)).sum()
    return kept / (counts * torch.ones_like(losses)).sum()


def ignored():
    """PyTorch's own ignore_index; the last case has it among the classes."""
    for name, index, words in (("", -100, ""), ("Smoothed", -100, ", labelSmoothing = 0.25f"),
                               ("Weighted", -100, ", " + CLASS_WEIGHTS),
                               ("Both", -7, f", labelSmoothing = 0.125f, {CLASS_WEIGHTS}"), ("Class", 2, "")):
        labels = torch.tensor([[1, 0, index, 4], [index, index, index, index], [2, 3, 1, index]])
        weight = WEIGHTS if "classWeights" in words else None
        smoothing = 0.25 if "0.25" in words else 0.125 if "0.125" in words else 0.0
        for reduction in ("mean", "sum") if name in ("", "Both") else ("mean",):
            case(f"Ignore{name}{reduction.capitalize()}",
                 f"""@Input(shape = {{4, 3}}, axis = "time") Tensor x();
                     @Dense(units = 5, activation = SOFTMAX)
                     @Loss(value = CROSS_ENTROPY, ignoreIndex = {index}{words}, reduction = {reduction.upper()}, weight = 2)
                     Tensor y(Tensor x);""",
                 {"x": grid(3, 4, 3, low=-2, high=2)},
                 lambda i, p, t, r=reduction, w=weight, s=smoothing, n=index: (lambda z: (
                     {"y": torch.softmax(z, -1)},
                     2 * F.cross_entropy(z.flatten(0, 1), t["y"].flatten(), weight=w, ignore_index=n, label_smoothing=s,
                                         reduction=r)))(dense(i["x"], p, "y")),
                 dense_parameters("y", 3, 5), {"y": labels})
    case("IgnoreAll",
         """@Input(shape = {2, 3}, axis = "time") Tensor x();
            @Dense(units = 5, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, ignoreIndex = -1) Tensor y(Tensor x);""",
         {"x": grid(2, 2, 3)},
         lambda i, p, t: ({"y": torch.softmax(dense(i["x"], p, "y"), -1)}, 0 * dense(i["x"], p, "y").sum()),
         dense_parameters("y", 3, 5), {"y": torch.full((2, 2), -1)})
    case("IgnoreLogits",
         """@Input(shape = 3) Tensor x();
            @Dense(units = 17) @Loss(value = CROSS_ENTROPY, fromLogits = true, ignoreIndex = -1) Tensor y(Tensor x);""",
         {"x": grid(5, 3)},
         lambda i, p, t: (lambda z: ({"y": z}, F.cross_entropy(z, t["y"], ignore_index=-1)))(dense(i["x"], p, "y")),
         dense_parameters("y", 3, 17), {"y": torch.tensor([3, -1, 16, 0, -1])})
    case("IgnoreLogarithms",
         """@Input(shape = {3, 4}, axis = "time") Tensor x();
            @LogSoftmax @Loss(value = CROSS_ENTROPY, ignoreIndex = -1) Tensor y(Tensor x);""",
         {"x": grid(2, 3, 4, low=-3, high=3)},
         lambda i, p, t: (lambda z: ({"y": z}, F.nll_loss(z.flatten(0, 1), t["y"].flatten(), ignore_index=-1)))(
             torch.log_softmax(i["x"], -1)),
         targets={"y": torch.tensor([[3, -1, 0], [-1, 2, 1]])})


def masked():
    """Elementwise losses at the positions where a mask is not 0."""
    binary = lambda y, t: F.binary_cross_entropy(y, t, reduction="none")
    losses = {
        "MEAN_SQUARED": ("TANH", torch.tanh, lambda y, t: (y - t) ** 2, -1),
        "MEAN_ABSOLUTE": ("LINEAR", lambda z: z, lambda y, t: (y - t).abs(), -1),
        "HUBER": ("LINEAR", lambda z: z, lambda y, t: F.smooth_l1_loss(y, t, reduction="none"), -1),
        "BINARY_CROSS_ENTROPY": ("SIGMOID", torch.sigmoid, binary, 0),
        "POISSON": ("EXPONENTIAL", torch.exp, lambda y, t: y - t * y.log(), 0),
    }
    for number, (loss, (activation, function, each, low)) in enumerate(losses.items()):
        # By an input, one by a node that is computed.
        node = "" if number else "@Activate(THRESHOLD) Tensor m(Tensor mask);"
        case(f"Mask{loss.title().replace('_', '')}",
             f"""@Input(shape = {{5, 3}}, axis = "time") Tensor x(); @Input(shape = 5) Tensor mask(); {node}
                 @Dense(units = 2, activation = {activation})
                 @Loss(value = {loss}, mask = "{'mask' if number else 'm'}") Tensor y(Tensor x);""",
             {"x": grid(2, 5, 3), "mask": torch.tensor([[1.0, 1, 0, 0, 0], [1, 0, 1, 1, 1]])},
             lambda i, p, t, f=function, e=each: (lambda y: (
                 {"y": y}, mean(e(y, t["y"]), counting(i["mask"])[..., None])))(f(dense(i["x"], p, "y"))),
             dense_parameters("y", 3, 2), {"y": grid(2, 5, 2, low=low)})
    mask = torch.tensor([[1.0, 1, 0], [0, 1, 1], [0, 0, 0]])
    case("MaskClasses",
         f"""@Input(shape = {{3, 4}}, axis = "time") Tensor x(); @Input(shape = {{3, 1}}) Tensor mask();
             @Dense(units = 5, activation = SOFTMAX)
             @Loss(value = CROSS_ENTROPY, mask = "mask", ignoreIndex = -100, {CLASS_WEIGHTS}, sampleWeights = true)
             Tensor y(Tensor x);""",
         {"x": grid(3, 3, 4), "mask": mask[..., None]},
         classes,
         dense_parameters("y", 4, 5),
         {"y": torch.tensor([[1, -100, 0], [3, 4, 2], [0, 0, 0]]), "yWeights": grid(3, 3, 1, low=0, high=2)})
    case("MaskDivergence",
         """@Input(shape = {3, 4}, axis = "time") Tensor x(); @Input(shape = 3) Tensor mask();
            @Dense(units = 3, activation = SOFTMAX) @Loss(value = KL_DIVERGENCE, mask = "mask") Tensor y(Tensor x);""",
         {"x": grid(3, 3, 4), "mask": mask},
         lambda i, p, t: (lambda z: (
             {"y": torch.softmax(z, -1)},
             mean(F.kl_div(torch.log_softmax(z, -1), t["y"], reduction="none").sum(-1), counting(i["mask"]))))(
             dense(i["x"], p, "y")),
         dense_parameters("y", 4, 3), {"y": torch.softmax(grid(3, 3, 3), -1).to(torch.float32).to(torch.float64)})
    case("MaskCosineSum",
         """@Input(shape = {3, 4}, axis = "time") Tensor x(); @Input(shape = 3) Tensor mask();
            @Dense(units = 3) @Loss(value = COSINE_SIMILARITY, mask = "mask", reduction = SUM) Tensor y(Tensor x);""",
         {"x": grid(3, 3, 4), "mask": mask},
         lambda i, p, t: (lambda y: ({"y": y}, -(counting(i["mask"]) * F.cosine_similarity(y, t["y"], -1)).sum()))(
             dense(i["x"], p, "y")),
         dense_parameters("y", 4, 3), {"y": grid(3, 3, 3) + 0.015625})
    case("MaskValue",
         """@Input(shape = 4) Tensor x(); @Input(shape = 1) Tensor mask();
            @Dense(units = 3) @Loss(value = VALUE, mask = "mask") Tensor y(Tensor x);""",
         {"x": grid(3, 4), "mask": exact([[1.0], [0.0], [-2.0]])},
         lambda i, p, t: (lambda y: ({"y": y}, mean(y, counting(i["mask"]))))(dense(i["x"], p, "y")),
         dense_parameters("y", 4, 3))


def classes(i, p, t):
    z = dense(i["x"], p, "y")
    keep = counting(i["mask"]).flatten()
    labels = t["y"].flatten()
    each = F.cross_entropy(z.flatten(0, 1), labels, weight=WEIGHTS, ignore_index=-100, reduction="none")
    divisor = (keep * torch.where(labels < 0, torch.zeros(9), WEIGHTS[labels.clamp(min=0)])).sum()
    return {"y": torch.softmax(z, -1)}, (each * keep * t["yWeights"].flatten()).sum() / divisor


def nodes():
    """Targets that are nodes; the gradient goes into those, too."""
    case("AutoencoderMasked",
         """@Input(shape = {3, 5}, axis = "time") Tensor x(); @Input(shape = 3) Tensor mask();
            @Dense(units = 2, activation = TANH) Tensor code(Tensor x);
            @Dense(units = 5) @Loss(value = MEAN_SQUARED, target = "x", mask = "mask") Tensor y(Tensor code);""",
         {"x": grid(2, 3, 5), "mask": torch.tensor([[1.0, 1, 0], [1, 0, 0]])},
         lambda i, p, t: (lambda y: ({"y": y}, mean((y - i["x"]) ** 2, counting(i["mask"])[..., None])))(
             dense(torch.tanh(dense(i["x"], p, "code")), p, "y")),
         {**dense_parameters("code", 5, 2), **dense_parameters("y", 2, 5)})
    case("TargetNode",
         """@Input(shape = {3, 5}, axis = "time") Tensor x();
            @Dense(units = 4, activation = SOFTMAX) Tensor teacher(Tensor x);
            @Dense(units = 4, activation = SOFTMAX) @Loss(value = KL_DIVERGENCE, target = "teacher") Tensor y(Tensor x);""",
         {"x": grid(2, 3, 5)},
         teacher,
         {**dense_parameters("teacher", 5, 4), **dense_parameters("y", 5, 4)})


def teacher(i, p, t):
    z, goal = dense(i["x"], p, "y"), torch.softmax(dense(i["x"], p, "teacher"), -1)
    each = goal * (goal.log() - torch.log_softmax(z, -1))
    return {"y": torch.softmax(z, -1)}, each.sum(-1).mean()


if __name__ == "__main__":
    reference.source.seed(20261125)
    ignored()
    masked()
    nodes()
    TARGET.write_text("\n".join(reference.lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in reference.lines)} cases, {TARGET.stat().st_size} bytes")
