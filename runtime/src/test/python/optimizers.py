"""Writes what the optimizers must compute, for OptimizerTests.

    python3 runtime/src/test/python/optimizers.py > runtime/src/test/resources/io/lanewise/runtime/optimizer/optimizers.csv

PyTorch's own optimizers (written with 1.13) run in float64 on parameters and gradients that are exact in float32. The
rows of Keras's Adam follow the rule in keras/src/optimizers/adam.py (3.x), written out below in float64. A row is: name
of the case, what it holds ('start', 'gradient' or 'parameters'), number of the step (0 for the start), the numbers.
"""

import math
import sys

import torch

STEPS = 12
SIZE = 21


def as_float(tensor):
    """The nearest float32, kept in float64."""
    return tensor.to(torch.float32).to(torch.float64)


generator = torch.Generator().manual_seed(7)
start = as_float(torch.randn(SIZE, generator=generator, dtype=torch.float64))
# Gradients of very different size, some zero and some of alternating sign, so that the place of epsilon shows.
scale = torch.logspace(-7, 2, SIZE, dtype=torch.float64)
gradients = [as_float(torch.randn(SIZE, generator=generator, dtype=torch.float64) * scale) for _ in range(STEPS)]
for step, gradient in enumerate(gradients):
    gradient[3] = 0
    gradient[4] = 0.5 if step % 2 == 0 else -0.5


def torch_run(make):
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make([parameter])
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        yield parameter.detach().clone()


def keras_adam(rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-7):
    variable = start.clone()
    m = torch.zeros_like(variable)
    v = torch.zeros_like(variable)
    for t, gradient in enumerate(gradients, start=1):
        alpha = rate * math.sqrt(1 - beta2**t) / (1 - beta1**t)
        m += (gradient - m) * (1 - beta1)
        v += (gradient * gradient - v) * (1 - beta2)
        variable -= (m * alpha) / (v.sqrt() + epsilon)
        yield variable.clone()


CASES = {
    "sgd": lambda: torch_run(lambda p: torch.optim.SGD(p, lr=0.01)),
    "momentum": lambda: torch_run(lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "adam.torch": lambda: torch_run(lambda p: torch.optim.Adam(p)),
    "adam.other": lambda: torch_run(lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4)),
    "adam.keras": keras_adam,
}


def row(case, what, step, values):
    sys.stdout.write(",".join([case, what, str(step)] + [repr(float(v)) for v in values]) + "\n")


row("all", "start", 0, start)
for number, gradient in enumerate(gradients, start=1):
    row("all", "gradient", number, gradient)
for case, run in CASES.items():
    for number, parameters in enumerate(run(), start=1):
        row(case, "parameters", number, parameters)
