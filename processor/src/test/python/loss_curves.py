#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/{lstm,cnn,gpt}_curve.txt: a network trained by PyTorch in float32 with Adam for 100
steps: the weights it starts from, the examples, and the loss before each step.

    python3 processor/src/test/python/loss_curves.py
"""
import pathlib

import torch
import torch.nn.functional as F
from torch import nn

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "proof"
STEPS, EXAMPLES, BATCH = 100, 16, 4


def line(name, tensor):
    return f"{name} : " + " ".join(f"{v:.9g}" for v in tensor.detach().reshape(-1).tolist())


def curve(name, x, y, net, loss):
    """x as Lanewise has it; net and loss take it so; names of parameters are those of Lanewise."""
    lines = [line("x", x), line("target", y)] + [line(key, parameter) for key, parameter in net.named_parameters()]
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    losses = []
    for step in range(STEPS):
        at = step * BATCH % EXAMPLES
        value = loss(net(x[at:at + BATCH]), y[at:at + BATCH])
        losses.append(value.item())
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
    lines.append(line("losses", torch.tensor(losses, dtype=torch.float64)))
    out = FOLDER / f"{name}_curve.txt"
    out.write_text("\n".join(lines) + "\n")
    print(name, losses[0], losses[-1], out.stat().st_size, "bytes")


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.read, self.told = nn.LSTM(3, 10, batch_first=True), nn.Linear(10, 2)

    def forward(self, x):
        return self.told(self.read(x)[0])


class Cnn(nn.Module):
    """Channels first inside, last outside."""

    def __init__(self):
        super().__init__()
        self.edges, self.shapes = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 6, 3, padding=1)
        self.kind = nn.Linear(24, 4)

    def forward(self, x):
        x = F.max_pool2d(torch.relu(self.edges(x.permute(0, 3, 1, 2))), 2)
        x = F.max_pool2d(torch.relu(self.shapes(x)), 2)
        return self.kind(x.flatten(1))


class Block(nn.Module):
    """A transformer's, normalised before each part."""

    def __init__(self, size, heads):
        super().__init__()
        self.before, self.behind = nn.LayerNorm(size), nn.LayerNorm(size)
        self.attention = nn.MultiheadAttention(size, heads, batch_first=True)
        self.wide, self.narrow = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)

    def forward(self, x):
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1)
        y = self.before(x)
        x = x + self.attention(y, y, y, attn_mask=mask, need_weights=False)[0]
        return x + self.narrow(F.gelu(self.wide(self.behind(x))))


class Gpt(nn.Module):
    def __init__(self, letters, time, size):
        super().__init__()
        self.letter, self.place = nn.Embedding(letters, size), nn.Embedding(time, size)
        self.blocks = nn.ModuleList(Block(size, 2) for _ in range(2))
        self.last, self.next = nn.LayerNorm(size), nn.Linear(size, letters)

    def forward(self, x):
        x = self.letter(x.long()) + self.place.weight
        for block in self.blocks:
            x = block(x)
        return self.next(self.last(x))


if __name__ == "__main__":
    torch.manual_seed(20261124)
    lstm = Lstm()
    x = torch.randint(-16, 17, (EXAMPLES, 8, 3)) / 16
    # What is to be told at each step depends on the steps before it.
    y = torch.stack([torch.tanh(x[..., 0].cumsum(1)), torch.roll(x[..., 1], 1, 1) * x[..., 2]], -1)
    curve("lstm", x, (y * 1024).round() / 1024, lstm, F.mse_loss)

    # The kind is the quarter of the image with the brightest spot.
    x = torch.randint(-8, 9, (EXAMPLES, 8, 8, 1)) / 16
    kind = torch.arange(EXAMPLES) % 4
    for example in range(EXAMPLES):
        x[example, 2 + kind[example] // 2 * 4, 2 + kind[example] % 2 * 4, 0] = 2
    curve("cnn", x, kind, Cnn(), F.cross_entropy)

    # The next letter counts on, now by one and now by two.
    start, stride = torch.arange(EXAMPLES) % 7, 1 + torch.arange(EXAMPLES) // 7 % 2
    letters = (start[:, None] + stride[:, None] * torch.arange(11)) % 7
    curve("gpt", letters[:, :10], letters[:, 1:], Gpt(7, 10, 12), lambda found, due:
          F.cross_entropy(found.flatten(0, 1), due.flatten()))
