#!/usr/bin/env python3
"""Writes the losses of ResNet-20 and of the U-Net, trained by PyTorch in float64 with Adam, from weights and images that the test makes
in the same way: into src/test/resources, a line a network.

    python3 samples/images/src/test/python/curves.py
"""
import math
import pathlib

import torch
import torch.nn.functional as F

OUT = pathlib.Path(__file__).parent.parent / "resources" / "io" / "lanewise" / "samples" / "images" / "curves.txt"
STEPS, BATCH, EXAMPLES = 100, 4, 16
torch.set_num_threads(1)


class Numbers:
    """Numbers from -1 to 1 by a linear congruence; exact in float32."""

    def __init__(self):
        self.state = 1

    def next(self, count):
        numbers = []
        for _ in range(count):
            self.state = (1103515245 * self.state + 12345) % 2**31
            numbers.append((self.state >> 8) / 2**22 - 1)
        return torch.tensor(numbers, dtype=torch.float64)


def weights(shapes):
    """In the order of their names: of normalisations 1 and 0, of biases 0, and numbers as large as suits their fan-in."""
    numbers, made = Numbers(), {}
    for name, shape in sorted(shapes):
        if len(shape) == 1:
            made[name] = torch.full(shape, 1.0 if name.endswith("weight") else 0.0, dtype=torch.float64)
        else:
            bound = 2.0 ** math.floor(math.log2(math.sqrt(6 / math.prod(shape[1:]))))
            made[name] = bound * numbers.next(math.prod(shape)).reshape(shape)
    return made


def norm(x, w, p):
    return F.batch_norm(x, None, None, w[p + ".weight"], w[p + ".bias"], True)


def convolution(name, out, inputs, size=3):
    return [(name + ".weight", (out, inputs, size, size))]


def norms(name, channels):
    return [(name + ".weight", (channels,)), (name + ".bias", (channels,))]


def two(prefix, inputs, filters):
    return (convolution(prefix + "conv1", filters, inputs) + norms(prefix + "bn1", filters)
            + convolution(prefix + "conv2", filters, filters) + norms(prefix + "bn2", filters))


RESNET = (convolution("conv1", 16, 3) + norms("bn1", 16)
          + [s for i in range(3) for s in two(f"fine.{i}.", 16, 16)] + two("half.", 16, 32)
          + [s for i in range(2) for s in two(f"middle.{i}.", 32, 32)] + two("quarter.", 32, 64)
          + [s for i in range(2) for s in two(f"coarse.{i}.", 64, 64)]
          + [("kind.weight", (10, 64)), ("kind.bias", (10,))])

UNET = (two("fine.", 1, 8) + two("middle.", 8, 16) + two("coarse.", 16, 32)
        + [("coarseUp.weight", (32, 16, 2, 2)), ("coarseUp.bias", (16,))] + two("middleAgain.", 32, 16)
        + [("middleUp.weight", (16, 8, 2, 2)), ("middleUp.bias", (8,))] + two("fineAgain.", 16, 8)
        + [("disc.weight", (1, 8, 1, 1)), ("disc.bias", (1,))])


def convolutions(x, w, p, stride=1):
    """The two that a block has, without the last activation."""
    x = F.relu(norm(F.conv2d(x, w[p + "conv1.weight"], stride=stride, padding=1), w, p + "bn1"))
    return norm(F.conv2d(x, w[p + "conv2.weight"], padding=1), w, p + "bn2")


def resnet(x, w):
    x = F.relu(norm(F.conv2d(x, w["conv1.weight"], padding=1), w, "bn1"))
    for p in ("fine.0.", "fine.1.", "fine.2.", "half.", "middle.0.", "middle.1.", "quarter.", "coarse.0.", "coarse.1."):
        halved = p in ("half.", "quarter.")
        by = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, x.shape[1])) if halved else x
        x = F.relu(by + convolutions(x, w, p, 2 if halved else 1))
    return F.linear(x.mean((2, 3)), w["kind.weight"], w["kind.bias"])


def unet(x, w):
    fine = F.relu(convolutions(x, w, "fine."))
    middle = F.relu(convolutions(F.max_pool2d(fine, 2), w, "middle."))
    coarse = F.relu(convolutions(F.max_pool2d(middle, 2), w, "coarse."))
    up = F.conv_transpose2d(coarse, w["coarseUp.weight"], w["coarseUp.bias"], stride=2)
    middle = F.relu(convolutions(torch.cat([middle, up], 1), w, "middleAgain."))
    up = F.conv_transpose2d(middle, w["middleUp.weight"], w["middleUp.bias"], stride=2)
    fine = F.relu(convolutions(torch.cat([fine, up], 1), w, "fineAgain."))
    return F.conv2d(fine, w["disc.weight"], w["disc.bias"])


def train(shapes, channels, answers, loss, rate, dtype):
    w = {name: value.to(dtype).requires_grad_() for name, value in weights(shapes).items()}
    images = Numbers().next(EXAMPLES * 32 * 32 * channels).reshape(EXAMPLES, 32, 32, channels).permute(0, 3, 1, 2).to(dtype)
    optimizer = torch.optim.Adam(w.values(), lr=rate)
    losses = []
    for step in range(STEPS):
        at = step * BATCH % EXAMPLES
        value = loss(images[at:at + BATCH], w, answers(images, dtype)[at:at + BATCH])
        losses.append(value.item())
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
    return losses


def kinds(images, dtype):
    return torch.arange(EXAMPLES) % 10


def above(images, dtype):
    """Whether a pixel and the one to its right are above 0 together."""
    return (images + torch.roll(images, -1, 3) > 0).to(dtype)


def main():
    lines = []
    for name, shapes, channels, answers, loss, rate in (
            ("resnet", RESNET, 3, kinds, lambda x, w, y: F.cross_entropy(resnet(x, w), y), 1e-5),
            ("unet", UNET, 1, above, lambda x, w, y: F.binary_cross_entropy_with_logits(unet(x, w), y), 1e-4)):
        exact = train(shapes, channels, answers, loss, rate, torch.float64)
        single = train(shapes, channels, answers, loss, rate, torch.float32)
        print(name, exact[0], exact[-1], "float32 differs by", max(abs(a - b) / a for a, b in zip(exact, single)))
        lines.append(f"{name} {rate} " + " ".join(f"{v:.9g}" for v in exact))
    OUT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
