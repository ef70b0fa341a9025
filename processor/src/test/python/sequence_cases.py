#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/sequence_cases.txt: what PyTorch computes, in float64, for sequences that are made within a
model and named there by Reshape: patches of an image, what strides and windows leave of a sequence.

    python3 processor/src/test/python/sequence_cases.py

The form is that of reference_cases.py, whose helpers it uses.
"""
import random

import torch
import torch.nn.functional as F

import reference_cases as base
from attention_cases import multi_head, heads_of
from layer_cases import greatest, maxout
from recurrent_cases import parameters, scan
from reference_cases import TARGET, case, dense, dense_parameters, grid, lines
from spatial_cases import first, last

OUT = TARGET.parent / "sequence_cases.txt"


def classes(name, body, inputs, logits, p, target, blocks=""):
    """A case whose last node y is a softmax, at each step if there are some, with cross-entropy."""
    def model(i, q, t):
        z = logits(i, q)
        return {"y": torch.softmax(z, -1)}, F.cross_entropy(z.flatten(0, -2), t["y"].flatten())

    case(name, body, inputs, model, p, {"y": target}, blocks)


def labels(n, steps, count):
    return torch.tensor([[(2 * k + s) % count for s in range(steps)] for k in range(n)])


# ---- patches of an image into an encoder

def norm(x, p, name):
    return F.layer_norm(x, x.shape[-1:], p[f"{name}.weight"], p[f"{name}.bias"], 1e-5)


def norm_parameters(name, width):
    return {f"{name}.weight": grid(width), f"{name}.bias": grid(width)}


def encoder_parameters(name, width, inner, heads):
    return {**norm_parameters(f"{name}.n1", width),
            **{k: v * 0.5 for k, v in heads_of(f"{name}.attended", width, heads).items()},
            **norm_parameters(f"{name}.n2", width),
            **dense_parameters(f"{name}.wide", width, inner, scale=0.5),
            **dense_parameters(f"{name}.narrow", inner, width, scale=0.5)}


def encoder(x, p, name, heads):
    n = norm(x, p, f"{name}.n1")
    r = x + multi_head(p, f"{name}.attended", heads, n, n, n)
    return r + dense(F.gelu(dense(norm(r, p, f"{name}.n2"), p, f"{name}.wide")), p, f"{name}.narrow")


def block(name, width, inner, heads):
    return f"""}}
        @Block interface {name}Block {{
        @Input Tensor x();
        @LayerNormalization Tensor n1(Tensor x);
        @MultiHeadAttention(heads = {heads}) Tensor attended(Tensor n1);
        @Add Tensor r(Tensor x, Tensor attended);
        @LayerNormalization Tensor n2(Tensor r);
        @Dense(units = {inner}, activation = GELU) Tensor wide(Tensor n2);
        @Dense(units = {width}) Tensor narrow(Tensor wide);
        @Add @Output Tensor sum(Tensor r, Tensor narrow);
    """


def patches():
    for name, size, side, channels, width, heads in (("PatchesCut", (4, 6), 2, 1, 4, 2), ("PatchesOfColours", (6, 3), 3, 2, 3, 1)):
        rows, columns = size[0] // side, size[1] // side
        count, numbers = rows * columns, side * side * channels
        p = {**dense_parameters("e", numbers, width), "placed.weight": grid(count, width),
             **encoder_parameters("encoded", width, 5, heads), **dense_parameters("y", width, 3)}

        def logits(i, q, rows=rows, columns=columns, side=side, numbers=numbers, heads=heads):
            x = i["image"]
            cut = x.reshape(x.shape[0], rows, side, columns, -1).permute(0, 1, 3, 2, 4).reshape(x.shape[0], -1, numbers)
            x = encoder(dense(cut, q, "e") + q["placed.weight"], q, "encoded", heads)
            return dense(x.mean(1), q, "y")

        classes(name,
                f"""@Input(shape = {{{size[0]}, {size[1]}, {channels}}}) Tensor image();
                    @Reshape(shape = {{{rows}, {side}, {columns}, {side * channels}}}) Tensor cut(Tensor image);
                    @Permute(dims = {{1, 3, 2, 4}}) Tensor squares(Tensor cut);
                    @Reshape(shape = {{-1, {numbers}}}, axis = "patches") Tensor patches(Tensor squares);
                    @Dense(units = {width}) Tensor e(Tensor patches);
                    @PositionEmbedding Tensor placed(Tensor e);
                    @Apply({name}Block.class) Tensor encoded(Tensor placed);
                    @GlobalAveragePooling1D Tensor mean(Tensor encoded);
                    @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor mean);""",
                {"image": grid(2, *size, channels)}, logits, p, torch.tensor([2, 0]), block(name, width, 5, heads))


def convolved_patches():
    """The same by a convolution whose strides are its size, an encoder of two layers, and a class for each patch."""
    p = {"pixels.weight": grid(4, 2, 2, 2), "pixels.bias": grid(4), **encoder_parameters("encoded.0", 4, 5, 2),
         **encoder_parameters("encoded.1", 4, 5, 2), **dense_parameters("y", 4, 3)}

    def logits(i, q):
        x = F.conv2d(first(i["image"]), q["pixels.weight"], q["pixels.bias"], stride=2).flatten(2).transpose(1, 2)
        return dense(encoder(encoder(x, q, "encoded.0", 2), q, "encoded.1", 2), q, "y")

    classes("PatchesConvolved",
            """@Input(shape = {4, 6, 2}) Tensor image();
               @Conv2D(filters = 4, kernelSize = 2, strides = 2) Tensor pixels(Tensor image);
               @Reshape(shape = {6, 4}, axis = "patches") Tensor patches(Tensor pixels);
               @Apply(PatchesConvolvedBlock.class) @Repeat(2) Tensor encoded(Tensor patches);
               @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor encoded);""",
            {"image": grid(1, 4, 6, 2)}, logits, p, labels(1, 6, 3), block("PatchesConvolved", 4, 5, 2))


# ---- what strides and windows leave of a sequence, into a recurrent layer

def strided():
    for each, steps, padding, out in ((False, 9, "VALID", 4), (True, 9, "VALID", 4), (True, 10, "SAME", 5)):
        p = {"half.weight": grid(7, 5, 3), "half.bias": grid(7), **parameters("Lstm", "state", 7, 6), **dense_parameters("y", 6, 3)}

        def logits(i, q, each=each, padding=padding):
            x = first(i["signal"])
            x = F.pad(x, (0, 1)) if padding == "SAME" else x  # of 10 steps by 2, one at the end
            x = last(torch.relu(F.conv1d(x, q["half.weight"], q["half.bias"], stride=2)))
            return dense(scan("Lstm", x, q, "state")[0 if each else 1], q, "y")

        classes(f"Strided{'Each' if each else 'Last'}{steps}",
                f"""@Input(shape = {{{steps}, 5}}, axis = "time") Tensor signal();
                    @Conv1D(filters = 7, kernelSize = 3, strides = 2, padding = Padding.{padding}, activation = RELU)
                    Tensor half(Tensor signal);
                    @Reshape(shape = {{{out}, 7}}, axis = "halfTime") Tensor steps(Tensor half);
                    @Lstm(units = 6{', returnSequences = true' if each else ''}) Tensor state(Tensor steps);
                    @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor state);""",
                {"signal": grid(3, steps, 5)}, logits, p, labels(3, out, 3) if each else torch.tensor([1, 0, 2]))
    p = {"half.weight": grid(7, 5, 3), "half.bias": grid(7), **parameters("Lstm", "state", 7, 6), **dense_parameters("y", 6, 3)}
    classes("StridedUnnamed",
            """@Input(shape = {9, 5}, axis = "time") Tensor signal();
               @Conv1D(filters = 7, kernelSize = 3, strides = 2) Tensor half(Tensor signal);
               @Lstm(units = 6) Tensor state(Tensor half);
               @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor state);""",
            {"signal": grid(3, 9, 5)},
            lambda i, q: dense(scan("Lstm", last(F.conv1d(first(i["signal"]), q["half.weight"], q["half.bias"], stride=2)),
                                    q, "state")[1], q, "y"), p, torch.tensor([1, 0, 2]))


def pooled():
    """A Maxout behind, which needs the name, too."""
    for window, steps, units in (("Max", 18, 3), ("Average", 4, 6)):
        for each in (False, True):
            p = {**parameters("Gru", "state", 5, units), **dense_parameters("m", units, 8), **dense_parameters("y", 4, 3)}

            def logits(i, q, window=window, each=each):
                pool = F.max_pool1d if window == "Max" else F.avg_pool1d
                x = scan("Gru", last(pool(first(i["signal"]), 2)), q, "state")[0 if each else 1]
                return dense(greatest(maxout(x, q, "m", 4, 2)), q, "y")

            word = "MaxPool1D" if window == "Max" else "AveragePooling1D"
            classes(f"{word}{'Each' if each else 'Last'}",
                    f"""@Input(shape = {{{2 * steps}, 5}}, axis = "time") Tensor signal();
                        @{word}(2) Tensor half(Tensor signal);
                        @Reshape(shape = {{{steps}, -1}}, axis = "halfTime") Tensor steps(Tensor half);
                        @Gru(units = {units}{', returnSequences = true' if each else ''}) Tensor state(Tensor steps);
                        @Maxout(units = 4, pieces = 2) Tensor m(Tensor state);
                        @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor m);""",
                    {"signal": grid(3, 2 * steps, 5)}, logits, p, labels(3, steps, 3) if each else torch.tensor([1, 0, 2]))


if __name__ == "__main__":
    lines.clear()
    base.source = random.Random(20261124)
    patches()
    convolved_patches()
    strided()
    pooled()
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in lines)} cases, {OUT.stat().st_size} bytes")
