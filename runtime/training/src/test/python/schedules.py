"""Writes what PyTorch's schedulers give, for ScheduleTests.

    python3 runtime/training/src/test/python/schedules.py > runtime/training/src/test/resources/io/lanewise/training/schedule/schedules.csv

Written with PyTorch 1.13. A row is the name of a case and the factors of the steps 0, 1, 2, ...; for plateaus the factor after each
of the losses of the row 'losses'.
"""

import sys
import warnings

import torch
from torch.optim import lr_scheduler

warnings.filterwarnings("ignore")
STEPS = 60
RATE = 0.25


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)


def factors(make, steps=STEPS, base=RATE):
    rule = optimizer()
    scheduler = make(rule)
    result = []
    for _ in range(steps):
        result.append(rule.param_groups[0]["lr"] / base)
        rule.step()
        scheduler.step()
    return result


def warmed(rule):
    first = lr_scheduler.LinearLR(rule, start_factor=0.2, total_iters=7)
    then = lr_scheduler.ExponentialLR(rule, gamma=0.9)
    return lr_scheduler.SequentialLR(rule, [first, then], milestones=[7])


CASES = {
    "step": lambda o: lr_scheduler.StepLR(o, 13, gamma=0.3),
    "multistep": lambda o: lr_scheduler.MultiStepLR(o, [5, 20, 21], gamma=0.5),
    "multistep.repeated": lambda o: lr_scheduler.MultiStepLR(o, [5, 5, 20, 21, 21, 21], gamma=0.5),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, 0.93),
    "polynomial": lambda o: lr_scheduler.PolynomialLR(o, total_iters=40, power=1.7),
    "restarts": lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 9, 2, eta_min=0.1 * RATE),
    "equal": lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 9, 1),
    "warm": warmed,
}
LOSSES = [1.0, 0.9, 0.9, 0.89995, 0.91, 0.95, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.79995, 0.7999, 0.8, 0.8, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4]


def plateau(**arguments):
    rule = optimizer()
    scheduler = lr_scheduler.ReduceLROnPlateau(rule, eps=0, **arguments)
    result = []
    for loss in LOSSES:
        scheduler.step(loss)
        result.append(rule.param_groups[0]["lr"] / RATE)
    return result


def row(case, values):
    sys.stdout.write(",".join([case] + [repr(float(v)) for v in values]) + "\n")


for name, make in CASES.items():
    row(name, factors(make))
row("cosine", factors(lambda o: lr_scheduler.CosineAnnealingLR(o, 50, eta_min=0.2 * RATE), steps=51))
cycle = lr_scheduler.OneCycleLR
row("cycle", factors(lambda o: cycle(o, max_lr=RATE, total_steps=STEPS, cycle_momentum=False), steps=STEPS))
row(
    "cycle.linear",
    factors(
        lambda o: cycle(
            o,
            max_lr=RATE,
            total_steps=STEPS,
            pct_start=0.45,
            div_factor=10,
            final_div_factor=50,
            anneal_strategy="linear",
            cycle_momentum=False,
        )
    ),
)
row("losses", LOSSES)
row("plateau", plateau(factor=0.5, patience=2))
row("plateau.cooldown", plateau(factor=0.5, patience=1, threshold=1e-3, cooldown=2, min_lr=0.2 * RATE))
