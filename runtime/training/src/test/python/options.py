"""Writes what a step must do around an optimizer's rule, for ParameterUpdateTests.

    python3 runtime/training/src/test/python/options.py > runtime/training/src/test/resources/io/lanewise/training/options.csv

PyTorch (written with 1.13) in float64 on numbers that are exact in float32: a matrix of 5x3, a vector of 5, a matrix of 4x5. A row is
the name of a case, what it holds ('start', 'gradient', 'parameters' or 'average'), the number of the step, the numbers of all three in
order.
"""

import sys

import torch
from torch import optim
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

STEPS = 20
RECORDED = (1, 2, 5, 20)
SHAPES = ((5, 3), (5,), (4, 5))


def as_float(tensor):
    """The nearest float32, kept in float64."""
    return tensor.to(torch.float32).to(torch.float64)


generator = torch.Generator().manual_seed(11)


def drawn(scale):
    return [as_float(torch.randn(shape, generator=generator, dtype=torch.float64) * scale) for shape in SHAPES]


start = drawn(1)
# Norms from far below to far above the bounds, of each parameter and of all.
gradients = [drawn(10 ** (step % 5 - 3)) for step in range(STEPS)]


def clip_each(parameters, bound):
    """Keras's clipnorm: keras.src.backend ... clip_by_norm."""
    for parameter in parameters:
        norm = parameter.grad.norm()
        parameter.grad.mul_(bound / max(norm, torch.tensor(bound)))


def decay(parameters, rate, strength):
    """Keras's weight_decay: base_optimizer.py, _apply_weight_decay."""
    with torch.no_grad():
        for parameter in parameters:
            parameter.sub_(parameter * strength * rate)


def run(make, before=lambda parameters, optimizer, step: None, average=None):
    module = torch.nn.ParameterList([torch.nn.Parameter(value.clone()) for value in start])
    parameters = list(module)
    optimizer = make(parameters)
    mean = None
    if average is not None:
        mean = optim.swa_utils.AveragedModel(module, avg_fn=lambda a, p, n: average * a + (1 - average) * p)
    for step, gradient in enumerate(gradients):
        for parameter, value in zip(parameters, gradient):
            parameter.grad = value.clone()
        before(parameters, optimizer, step)
        optimizer.step()
        if mean is not None:
            mean.update_parameters(module)
        yield parameters, None if mean is None else list(mean.module)


def row(case, what, step, tensors):
    values = [repr(float(v)) for tensor in tensors for v in tensor.detach().flatten()]
    sys.stdout.write(",".join([case, what, str(step)] + values) + "\n")


def groups(parameters):
    """The first is frozen, the second has another rate."""
    parameters[0].requires_grad = False
    return optim.Adam([{"params": parameters[1:2], "lr": 0.03}, {"params": parameters[2:]}], lr=0.01)


def all_of_it(parameters, optimizer, step):
    trained = parameters[1:]
    clip_grad_norm_(trained, 0.5)
    for parameter in trained:
        parameter.grad.add_(parameter.detach(), alpha=0.02)
    for group in optimizer.param_groups:
        group["lr"] = group.setdefault("first", group["lr"]) * (1 - step / 40)
        decay(group["params"], group["lr"], 0.3)


def all_groups(parameters):
    parameters[0].requires_grad = False
    return optim.RMSprop([{"params": parameters[1:2], "lr": 0.005}, {"params": parameters[2:]}], lr=0.01)


CASES = {
    "value": (lambda p: optim.Adam(p, lr=0.01), lambda p, o, s: clip_grad_value_(p, 0.25), None),
    "norm": (lambda p: optim.SGD(p, lr=0.1, momentum=0.9), lambda p, o, s: clip_each(p, 0.5), None),
    "global": (lambda p: optim.SGD(p, lr=0.1), lambda p, o, s: clip_grad_norm_(p, 0.75), None),
    "l2": (lambda p: optim.Adam(p, lr=0.01, weight_decay=0.2), lambda p, o, s: None, None),
    "decay": (lambda p: optim.AdamW(p, lr=0.01, weight_decay=0.2), lambda p, o, s: None, None),
    "decayed sgd": (lambda p: optim.SGD(p, lr=0.1), lambda p, o, s: decay(p, 0.1, 0.3), None),
    "average": (lambda p: optim.Adam(p, lr=0.01), lambda p, o, s: None, 0.9),
    "layers": (groups, lambda p, o, s: None, None),
    "all": (all_groups, all_of_it, 0.8),
}

row("any", "start", 0, start)
for number, gradient in enumerate(gradients, start=1):
    row("any", "gradient", number, gradient)
for name, (make, before, average) in CASES.items():
    for number, (parameters, mean) in enumerate(run(make, before, average), start=1):
        if number in RECORDED:
            row(name, "parameters", number, parameters)
            if mean is not None:
                row(name, "average", number, mean)
