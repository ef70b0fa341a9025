#!/usr/bin/env python3
"""Writes the losses of the encoder and decoder, trained by PyTorch in float64 with Adam, from weights and sequences that the test
makes in the same way: into src/test/resources, behind the learning rate.

    python3 samples/sequences/src/test/python/curve.py
"""
import math
import pathlib

import torch
import torch.nn.functional as F

OUT = pathlib.Path(__file__).parent.parent / "resources" / "io" / "lanewise" / "samples" / "sequences" / "curve.txt"
STEPS, BATCH, EXAMPLES, RATE = 100, 8, 64, 1e-3
TOKENS, READ, WRITTEN, WIDTH, HEADS = 28, 8, 9, 32, 4
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


def attention(prefix):
    return [(prefix + ".in_proj_weight", (3 * WIDTH, WIDTH)), (prefix + ".in_proj_bias", (3 * WIDTH,)),
            (prefix + ".out_proj.weight", (WIDTH, WIDTH)), (prefix + ".out_proj.bias", (WIDTH,))]


def norm(prefix):
    return [(prefix + ".weight", (WIDTH,)), (prefix + ".bias", (WIDTH,))]


def dense(prefix, out, inputs):
    return [(prefix + ".weight", (out, inputs)), (prefix + ".bias", (out,))]


def layer(prefix, parts):
    shapes = dense(prefix + ".wide", 4 * WIDTH, WIDTH) + dense(prefix + ".narrow", WIDTH, 4 * WIDTH)
    for part in parts:
        shapes += attention(f"{prefix}.{part}") if part.endswith("ttention") else norm(f"{prefix}.{part}")
    return shapes


ENCODER = ("calm", "attention", "calmAgain")
DECODER = ("calm", "attention", "calmAgain", "crossAttention", "calmAtLast")
SHAPES = ([("vectors.weight", (TOKENS, WIDTH)), ("placed.weight", (READ, WIDTH)), ("writtenPlaced.weight", (WRITTEN, WIDTH))]
          + [s for i in range(2) for s in layer(f"encoder.{i}", ENCODER)] + norm("memory")
          + [s for i in range(2) for s in layer(f"decoder.{i}", DECODER)] + norm("decoded")
          + dense("next", TOKENS, WIDTH))


def weights():
    """In the order of their names: of normalisations 1 and 0, of biases 0, and numbers as large as suits their fan-in."""
    numbers, made = Numbers(), {}
    for name, shape in sorted(SHAPES):
        if len(shape) == 1:
            made[name] = torch.full(shape, 1.0 if name.endswith("weight") else 0.0, dtype=torch.float64)
        else:
            bound = 2.0 ** math.floor(math.log2(math.sqrt(6 / shape[1])))
            made[name] = bound * numbers.next(math.prod(shape)).reshape(shape)
    made["vectors.weight"][0] = 0
    return made


def pairs():
    """Sequences of 3 to 8 letters, padded by 0; the edge, 1, and they turned around; they turned around and the edge."""
    numbers = Numbers()
    read, written, following = (torch.zeros(EXAMPLES, n, dtype=torch.long) for n in (READ, WRITTEN, WRITTEN))
    for i in range(EXAMPLES):
        length = 3 + i % 6
        letters = (2 + ((numbers.next(length) + 1) * 13).floor()).long()
        read[i, :length] = letters
        written[i, 0] = following[i, length] = 1
        written[i, 1:length + 1] = following[i, :length] = letters.flip(0)
    return read, written, following


def attend(query, memory, w, p, mask):
    q, k, v = (F.linear(x, m, b) for x, m, b in zip(
        (query, memory, memory), w[p + ".in_proj_weight"].chunk(3), w[p + ".in_proj_bias"].chunk(3)))
    q, k, v = (x.reshape(x.shape[0], x.shape[1], HEADS, -1).transpose(1, 2) for x in (q, k, v))
    scores = (q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)).masked_fill(~mask, -math.inf)
    joined = (scores.softmax(-1) @ v).transpose(1, 2).reshape(query.shape)
    return F.linear(joined, w[p + ".out_proj.weight"], w[p + ".out_proj.bias"])


def scores(read, written, w):
    def calm(x, p):
        return F.layer_norm(x, (WIDTH,), w[p + ".weight"], w[p + ".bias"])

    def think(x, p):
        wide = F.relu(F.linear(x, w[p + ".wide.weight"], w[p + ".wide.bias"]))
        return F.linear(wide, w[p + ".narrow.weight"], w[p + ".narrow.bias"])

    there = (read != 0)[:, None, None, :]
    past = torch.ones(WRITTEN, WRITTEN, dtype=torch.bool).tril()
    x = F.embedding(read, w["vectors.weight"], padding_idx=0) + w["placed.weight"]
    for p in ("encoder.0", "encoder.1"):
        by = calm(x, p + ".calm")
        x = x + attend(by, by, w, p + ".attention", there)
        x = x + think(calm(x, p + ".calmAgain"), p)
    memory = calm(x, "memory")
    x = F.embedding(written, w["vectors.weight"], padding_idx=0) + w["writtenPlaced.weight"]
    for p in ("decoder.0", "decoder.1"):
        by = calm(x, p + ".calm")
        x = x + attend(by, by, w, p + ".attention", past)
        x = x + attend(calm(x, p + ".calmAgain"), memory, w, p + ".crossAttention", there)
        x = x + think(calm(x, p + ".calmAtLast"), p)
    return F.linear(calm(x, "decoded"), w["next.weight"], w["next.bias"])


def train(dtype):
    w = {name: value.to(dtype).requires_grad_() for name, value in weights().items()}
    read, written, following = pairs()
    optimizer = torch.optim.Adam(w.values(), lr=RATE)
    losses = []
    for step in range(STEPS):
        at = step * BATCH % EXAMPLES
        rows = slice(at, at + BATCH)
        loss = F.cross_entropy(scores(read[rows], written[rows], w).flatten(0, 1), following[rows].flatten(), ignore_index=0)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


def main():
    exact, single = train(torch.float64), train(torch.float32)
    print(exact[0], exact[-1], "float32 differs by", max(abs(a - b) / a for a, b in zip(exact, single)))
    OUT.write_text(f"{RATE} " + " ".join(f"{v:.9g}" for v in exact) + "\n")


if __name__ == "__main__":
    main()
