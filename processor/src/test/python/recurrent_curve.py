#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/recurrent_curve.txt: an LSTM and a dense layer behind it, trained by PyTorch in float32
with Adam for 100 steps: the weights it starts from, the examples, and the loss before each step.

    python3 processor/src/test/python/recurrent_curve.py
"""
import pathlib

import torch

OUT = pathlib.Path(__file__).parent.parent / "resources" / "proof" / "recurrent_curve.txt"
STEPS, EXAMPLES, BATCH, TIME = 100, 16, 4, 8

torch.manual_seed(20261124)
read, tell = torch.nn.LSTM(3, 10, batch_first=True), torch.nn.Linear(10, 2)
x = torch.randint(-16, 17, (EXAMPLES, TIME, 3)) / 16
# What is to be told at each step depends on the steps before it.
y = torch.stack([torch.tanh(x[..., 0].cumsum(1)), torch.roll(x[..., 1], 1, 1) * x[..., 2]], -1)
y = (y * 1024).round() / 1024
lines = []


def array(name, tensor):
    lines.append(f"{name} : " + " ".join(f"{v:.9g}" for v in tensor.detach().reshape(-1).tolist()))


array("x", x)
array("told", y)
for prefix, layer in (("read", read), ("told", tell)):
    for name, parameter in layer.named_parameters():
        array(f"{prefix}.{name}", parameter)
optimizer = torch.optim.Adam([*read.parameters(), *tell.parameters()], lr=0.01)
losses = []
for step in range(STEPS):
    at = step * BATCH % EXAMPLES
    loss = torch.nn.functional.mse_loss(tell(read(x[at:at + BATCH])[0]), y[at:at + BATCH])
    losses.append(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
array("losses", torch.tensor(losses, dtype=torch.float64))
OUT.write_text("\n".join(lines) + "\n")
print(losses[0], losses[-1], OUT.stat().st_size, "bytes")
