"""Writes what the optimizers must compute, for OptimizerTests.

    python3 runtime/training/src/test/python/optimizers.py > runtime/training/src/test/resources/io/lanewise/training/optimizer/optimizers.csv

PyTorch's own optimizers (written with 1.13) run in float64 on parameters and gradients that are exact in float32. Learning rates
are written out, since that of SGD has no default in 1.13. A row is: name of the case, what it holds ('start', 'gradient' or
'parameters'), number of the step (0 for the start), the numbers. Keras's rules stand in KerasRules.java.
"""

import sys

import torch
from torch import optim

STEPS = 20
RECORDED = (1, 2, 3, 5, 10, 20)
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


def changing(optimizer, step):
    """A learning rate that changes from step to step, as a schedule would make it."""
    for group in optimizer.param_groups:
        group["lr"] = group.setdefault("first", group["lr"]) * 0.9**step


def run(make, before_step=lambda optimizer, step: None):
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make([parameter])
    for step, gradient in enumerate(gradients):
        before_step(optimizer, step)
        parameter.grad = gradient.clone()
        optimizer.step()
        yield parameter.detach().clone()


CASES = {
    "sgd.torch": lambda p: optim.SGD(p, lr=1e-3),
    "momentum.torch": lambda p: optim.SGD(p, lr=1e-3, momentum=0.9),
    "nesterov.torch": lambda p: optim.SGD(p, lr=1e-3, momentum=0.9, nesterov=True),
    "adagrad.torch": lambda p: optim.Adagrad(p, lr=1e-2),
    "adagrad.other": lambda p: optim.Adagrad(p, lr=0.05, lr_decay=0.1, initial_accumulator_value=0.3, eps=1e-4),
    "adadelta.torch": lambda p: optim.Adadelta(p, lr=1.0),
    "adadelta.other": lambda p: optim.Adadelta(p, lr=0.5, rho=0.7, eps=1e-3),
    "rmsprop.torch": lambda p: optim.RMSprop(p, lr=1e-2),
    "rmsprop.momentum": lambda p: optim.RMSprop(p, lr=1e-2, momentum=0.8),
    "rmsprop.centered": lambda p: optim.RMSprop(p, lr=1e-2, centered=True),
    "rmsprop.both": lambda p: optim.RMSprop(p, lr=1e-3, alpha=0.9, eps=1e-4, momentum=0.7, centered=True),
    "adam.torch": lambda p: optim.Adam(p, lr=1e-3),
    "adam.other": lambda p: optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
    "amsgrad.torch": lambda p: optim.Adam(p, lr=1e-3, amsgrad=True),
    "amsgrad.other": lambda p: optim.Adam(p, lr=0.02, betas=(0.8, 0.5), eps=1e-4, amsgrad=True),
    "adamw.torch": lambda p: optim.AdamW(p, lr=1e-3, weight_decay=1e-2),
    "adamw.other": lambda p: optim.AdamW(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.3),
    "adamax.torch": lambda p: optim.Adamax(p, lr=2e-3),
    "adamax.other": lambda p: optim.Adamax(p, lr=0.02, betas=(0.8, 0.7), eps=1e-4),
    # The form for lists: that for one tensor had a factor too many until it was mended in 2.0 (pull request 92699).
    "nadam.torch": lambda p: optim.NAdam(p, lr=2e-3, foreach=True),
    "nadam.other": lambda p: optim.NAdam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4, momentum_decay=0.1, foreach=True),
}
SCHEDULED = ("momentum.torch", "nesterov.torch", "rmsprop.both", "adamw.other", "nadam.other")


def row(case, what, step, values):
    sys.stdout.write(",".join([case, what, str(step)] + [repr(float(v)) for v in values]) + "\n")


def rows(case, states):
    for number, parameters in enumerate(states, start=1):
        if number in RECORDED:
            row(case, "parameters", number, parameters)


row("all", "start", 0, start)
for number, gradient in enumerate(gradients, start=1):
    row("all", "gradient", number, gradient)
for case, make in CASES.items():
    rows(case, run(make))
for case in SCHEDULED:
    rows(case + ".scheduled", run(CASES[case], changing))
