#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/attention_cases.txt: what PyTorch computes, in float64, for embeddings, positions and
attention.

    python3 processor/src/test/python/attention_cases.py

The form is that of reference_cases.py, whose helpers it uses.
"""
import math
import random

import torch
import torch.nn.functional as F

import reference_cases as base
from reference_cases import TARGET, case, dense, dense_parameters, grid, half, lines

base.source = random.Random(20261123)
base.HEADER = base.HEADER.replace("import io.lanewise.annotations.*;",
                                  "import static io.lanewise.annotations.DataType.*;\nimport io.lanewise.annotations.*;")
OUT = TARGET.parent / "attention_cases.txt"
LOSS = "@Loss(value = HALF_SQUARED, reduction = SUM)"


def halves(name, methods, inputs, value, parameters=None, target=None, blocks=""):
    """A case whose last node y has HALF_SQUARED summed; target has y's shape."""
    case(name, methods, inputs, lambda i, p, t: (lambda y: ({"y": y}, half(y, t["y"])))(value(i, p)),
         parameters, {"y": target}, blocks)


def tokens(n, steps, limit):
    return torch.tensor([[base.source.randrange(limit) for _ in range(steps)] for _ in range(n)])


def embeddings():
    for steps, limit, width in ((1, 1, 1), (3, 5, 7), (4, 17, 16), (2, 3, 17)):
        word = f"{steps}x{limit}x{width}"
        halves(f"Embedding{word}",
               f"""@Input(shape = {steps}, axis = "time", type = INT) Tensor t();
                   @Embedding(inputDim = {limit}, outputDim = {width}) {LOSS} Tensor y(Tensor t);""",
               {"t": tokens(3, steps, limit)}, lambda i, p: F.embedding(i["t"], p["y.weight"]),
               {"y.weight": grid(limit, width)}, grid(3, steps, width))
    halves("EmbeddingPadding",
           f"""@Input(shape = 5, axis = "time", type = INT) Tensor t();
               @Embedding(inputDim = 4, outputDim = 5, paddingIndex = 2) Tensor e(Tensor t);
               @Dense(units = 3, activation = TANH) {LOSS} Tensor y(Tensor e);""",
           {"t": tokens(4, 5, 4)},
           lambda i, p: torch.tanh(dense(F.embedding(i["t"], p["e.weight"], padding_idx=2), p, "y")),
           {"e.weight": grid(4, 5), **dense_parameters("y", 5, 3)}, grid(4, 5, 3))
    halves("EmbeddingOfOne",
           f"""@Input(shape = 1, type = INT) Tensor t(); @Input(shape = 3) Tensor x();
               @Embedding(inputDim = 6, outputDim = 3) Tensor e(Tensor t); @Multiply {LOSS} Tensor y(Tensor e, Tensor x);""",
           {"t": tokens(5, 1, 6), "x": grid(5, 3)}, lambda i, p: F.embedding(i["t"], p["e.weight"])[:, 0] * i["x"],
           {"e.weight": grid(6, 3)}, grid(5, 3))
    for limit, width, bias in ((5, 5, True), (17, 3, False), (3, 16, True), (3, 17, True)):
        def tied(i, p, t, b=bias):
            h = torch.tanh(dense(F.embedding(i["t"], p["e.weight"]), p, "h"))
            z = h @ p["e.weight"].T + (p["y.bias"] if b else 0)
            return {"y": torch.softmax(z, -1)}, F.cross_entropy(z.flatten(0, 1), t["y"].flatten())

        case(f"EmbeddingTied{limit}x{width}",
             f"""@Input(shape = 4, axis = "time", type = INT) Tensor t();
                 @Embedding(inputDim = {limit}, outputDim = {width}) Tensor e(Tensor t);
                 @Dense(units = {width}, activation = TANH) Tensor h(Tensor e);
                 @Dense(units = {limit}, activation = SOFTMAX, tiedTo = "e"{'' if bias else ', useBias = false'})
                 @Loss(CROSS_ENTROPY) Tensor y(Tensor h);""",
             {"t": tokens(3, 4, limit)}, tied,
             {"e.weight": grid(limit, width), **dense_parameters("h", width, width),
              **({"y.bias": grid(limit)} if bias else {})},
             {"y": tokens(3, 4, limit)})
    halves("EmbeddingShared",
           f"""@Input(shape = 2, type = INT) Tensor s(); @Input(shape = {{2, 1}}, type = INT) Tensor t();
               @Embedding(inputDim = 5, outputDim = 3, embeddingsInitializer = @Init(NORMAL)) Tensor a(Tensor s);
               @Embedding(inputDim = 5, outputDim = 3, sharedWith = "a") Tensor b(Tensor t);
               @Reshape(shape = {{2, 3}}) Tensor c(Tensor b);
               @Multiply {LOSS} Tensor y(Tensor a, Tensor c);""",
           {"s": tokens(3, 2, 5), "t": tokens(3, 2, 5).reshape(3, 2, 1)},
           lambda i, p: F.embedding(i["s"], p["a.weight"]) * F.embedding(i["t"], p["a.weight"])[:, :, 0],
           {"a.weight": grid(5, 3)}, grid(3, 2, 3))


def sinusoids(steps, width):
    t = torch.arange(steps)[:, None].double()
    j = torch.arange(width)
    angle = t / 10000 ** ((j - j % 2) / width)
    return torch.where(j % 2 == 0, torch.sin(angle), torch.cos(angle))


def positions():
    for steps, width in ((1, 1), (3, 7), (17, 3), (2, 16)):
        x = f"""@Input(shape = {{{steps}, {width}}}, axis = "time") Tensor x();"""
        halves(f"PositionalEncoding{steps}x{width}", f"{x} @PositionalEncoding {LOSS} Tensor y(Tensor x);",
               {"x": grid(2, steps, width)}, lambda i, p, s=steps, w=width: i["x"] + sinusoids(s, w),
               target=grid(2, steps, width))
        halves(f"PositionEmbedding{steps}x{width}",
               f"""{x} @PositionEmbedding Tensor h(Tensor x); @Activate(TANH) {LOSS} Tensor y(Tensor h);""",
               {"x": grid(3, steps, width)}, lambda i, p: torch.tanh(i["x"] + p["h.weight"]),
               {"h.weight": grid(steps, width)}, grid(3, steps, width))
    halves("PositionsRegularized",
           f"""@Input(shape = {{3, 5}}, axis = "time") Tensor x();
               @PositionEmbedding Tensor h(Tensor x); @PositionEmbedding(sharedWith = "h") {LOSS} Tensor y(Tensor h);""",
           {"x": grid(2, 3, 5)}, lambda i, p: i["x"] + 2 * p["h.weight"], {"h.weight": grid(3, 5)}, grid(2, 3, 5))


def weights_of(scores, mask, causal):
    """Shares of attention; a query without any key has none."""
    allowed = torch.ones_like(scores, dtype=torch.bool)
    if causal:
        allowed = allowed & torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
    if mask is not None:
        allowed = allowed & (mask > 0)
    masked = scores.masked_fill(~allowed, -math.inf)
    none = ~allowed.any(-1, keepdim=True)
    return torch.softmax(masked.masked_fill(none, 0), -1) * (~none)


def attend(q, k, v, scale, mask=None, causal=False):
    return weights_of(q @ k.mT * scale, mask, causal) @ v


def mask_of(n, *shape):
    mask = torch.tensor([float(base.source.random() < 0.6) for _ in range(n * math.prod(shape))]).reshape(n, *shape)
    mask[0] = 0
    return mask


def attentions():
    for queries, keys, size, width in ((1, 1, 1, 1), (3, 5, 7, 2), (2, 17, 16, 3), (17, 3, 2, 5)):
        word = f"{queries}x{keys}x{size}x{width}"
        inputs = f"""@Input(shape = {{{queries}, {size}}}) Tensor q(); @Input(shape = {{{keys}, {size}}}) Tensor k();
                     @Input(shape = {{{keys}, {width}}}) Tensor v();"""
        roles = "@From(\"q\") Tensor query, @From(\"k\") Tensor key, @From(\"v\") Tensor value"
        x = lambda: {"q": grid(2, queries, size), "k": grid(2, keys, size), "v": grid(2, keys, width)}
        halves(f"Attention{word}", f"{inputs} @Attention {LOSS} Tensor y({roles});", x(),
               lambda i, p, s=size: attend(i["q"], i["k"], i["v"], s ** -0.5), target=grid(2, queries, width))
        halves(f"AttentionCausal{word}", f"{inputs} @Attention(scale = 1, causal = true) {LOSS} Tensor y({roles});", x(),
               lambda i, p: attend(i["q"], i["k"], i["v"], 1, causal=True), target=grid(2, queries, width))
        for shape in ((keys,), (queries, keys)):
            if (queries, keys) == (1, 1) and len(shape) == 2:
                continue
            braces = "{" + ", ".join(map(str, shape)) + "}"
            halves(f"AttentionMask{len(shape)}of{word}",
                   f"""{inputs} @Input(shape = {braces}) Tensor mask();
                       @Attention(scale = 0.5f) {LOSS} Tensor y({roles}, Tensor mask);""",
                   {**x(), "mask": mask_of(2, *shape)},
                   lambda i, p, r=len(shape): attend(i["q"], i["k"], i["v"], 0.5,
                                                     i["mask"][:, None] if r == 1 else i["mask"]),
                   target=grid(2, queries, width))
    halves("AttentionSelf",
           f"""@Input(shape = {{2, 3, 5}}) Tensor x(); @Attention(causal = true) {LOSS} Tensor y(Tensor x);""",
           {"x": grid(2, 2, 3, 5)}, lambda i, p: attend(i["x"], i["x"], i["x"], 5 ** -0.5, causal=True),
           target=grid(2, 2, 3, 5))
    halves("AttentionOfValue",
           f"""@Input(shape = {{3, 5}}) Tensor x(); @Input(shape = {{2, 5}}) Tensor value();
               @Attention(scale = 1) {LOSS} Tensor y(Tensor x, Tensor value);""",
           {"x": grid(2, 3, 5), "value": grid(2, 2, 5)}, lambda i, p: attend(i["x"], i["value"], i["value"], 1),
           target=grid(2, 3, 5))


def split(x, heads):
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def multi_head(p, name, heads, query, key, value, mask=None, causal=False, bias=True):
    """With PyTorch's names; where it can, what PyTorch's own function says, else the same by hand."""
    one = f"{name}.in_proj_weight" in p
    w = p[f"{name}.in_proj_weight"].chunk(3) if one else [p[f"{name}.{c}_proj_weight"] for c in "qkv"]
    b = [0, 0, 0]
    if bias:
        b = p[f"{name}.in_proj_bias"].chunk(3) if f"{name}.in_proj_bias" in p else [
            p[f"{name}.{c}_proj_bias"] for c in "qkv"]
    q, k, v = (split(x @ m.T + c, heads) for x, m, c in zip((query, key, value), w, b))
    if mask is not None:
        mask = mask[:, None, None] if mask.dim() == 2 else mask[:, None]
    y = attend(q, k, v, q.shape[-1] ** -0.5, mask, causal).transpose(1, 2).flatten(2)
    y = y @ p[f"{name}.out_proj.weight"].T + (p[f"{name}.out_proj.bias"] if bias else 0)
    whole = mask is None or bool((mask > 0).any(-1).all())
    if bias and whole and f"{name}.in_proj_bias" in p and y.shape[-1] == q.shape[1] * q.shape[3]:
        allowed = None if mask is None else (mask <= 0).expand(-1, heads, query.shape[1], -1).flatten(0, 1)
        if causal:
            ahead = torch.ones(query.shape[1], key.shape[1], dtype=torch.bool).triu(1)
            allowed = ahead if allowed is None else allowed | ahead
        theirs, _ = F.multi_head_attention_forward(
            query.transpose(0, 1), key.transpose(0, 1), value.transpose(0, 1), query.shape[-1], heads,
            p.get(f"{name}.in_proj_weight"), p[f"{name}.in_proj_bias"], None, None, False, 0.0,
            p[f"{name}.out_proj.weight"], p[f"{name}.out_proj.bias"], need_weights=False, attn_mask=allowed,
            use_separate_proj_weight=not one, q_proj_weight=p.get(f"{name}.q_proj_weight"),
            k_proj_weight=p.get(f"{name}.k_proj_weight"), v_proj_weight=p.get(f"{name}.v_proj_weight"))
        theirs = theirs.transpose(0, 1)
        assert torch.allclose(theirs, y, rtol=1e-11, atol=1e-13), name
        return theirs
    return y


def heads_of(name, width, heads, key=0, value=0, key_width=None, value_width=None, bias=True):
    key = key or width // heads
    value = value or key
    key_width, value_width = key_width or width, value_width or width
    p = {}
    if key == value and heads * key == width == key_width == value_width:
        p[f"{name}.in_proj_weight"] = grid(3 * width, width)
    else:
        p[f"{name}.q_proj_weight"] = grid(heads * key, width)
        p[f"{name}.k_proj_weight"] = grid(heads * key, key_width)
        p[f"{name}.v_proj_weight"] = grid(heads * value, value_width)
    if bias and key == value:
        p[f"{name}.in_proj_bias"] = grid(3 * heads * key)
    elif bias:
        for c, size in zip("qkv", (key, key, value)):
            p[f"{name}.{c}_proj_bias"] = grid(heads * size)
    p[f"{name}.out_proj.weight"] = grid(width, heads * value)
    if bias:
        p[f"{name}.out_proj.bias"] = grid(width)
    return p


def multi_heads():
    for steps, width, heads, options in ((1, 1, 1, {}), (3, 6, 2, {}), (5, 6, 3, {"causal": True}), (2, 15, 3, {"bias": False}),
                                         (17, 3, 1, {"causal": True}), (2, 16, 1, {})):
        word = f"{steps}x{width}of{heads}"
        members = f"heads = {heads}" + (", causal = true" if options.get("causal") else "") + (
            "" if options.get("bias", True) else ", useBias = false")
        halves(f"MultiHead{word}",
               f"""@Input(shape = {{{steps}, {width}}}, axis = "time") Tensor x();
                   @MultiHeadAttention({members}) {LOSS} Tensor y(Tensor x);""",
               {"x": grid(2, steps, width)},
               lambda i, p, h=heads, o=options: multi_head(p, "y", h, i["x"], i["x"], i["x"], **o),
               heads_of("y", width, heads, bias=options.get("bias", True)), grid(2, steps, width))
    for shape in ((5,), (5, 5)):
        for causal in (False, True):
            braces = "{" + ", ".join(map(str, shape)) + "}"
            halves(f"MultiHeadMask{len(shape)}{'Causal' if causal else ''}",
                   f"""@Input(shape = {{5, 6}}, axis = "time") Tensor x(); @Input(shape = {braces}) Tensor mask();
                       @MultiHeadAttention(heads = 2{', causal = true' if causal else ''}) {LOSS}
                       Tensor y(Tensor x, Tensor mask);""",
                   {"x": grid(3, 5, 6), "mask": mask_of(3, *shape)},
                   lambda i, p, c=causal: multi_head(p, "y", 2, i["x"], i["x"], i["x"], i["mask"], c),
                   heads_of("y", 6, 2), grid(3, 5, 6))
    halves("MultiHeadCross",
           f"""@Input(shape = {{3, 6}}) Tensor x(); @Input(shape = {{5, 6}}) Tensor memory(); @Input(shape = 5) Tensor padding();
               @MultiHeadAttention(heads = 3) {LOSS}
               Tensor y(Tensor x, @From("memory") Tensor key, @From("padding") Tensor mask);""",
           {"x": grid(2, 3, 6), "memory": grid(2, 5, 6), "padding": torch.tensor([[1.0, 1, 1, 0, 0], [0, 1, 0, 1, 1]])},
           lambda i, p: multi_head(p, "y", 3, i["x"], i["memory"], i["memory"], i["padding"]),
           heads_of("y", 6, 3), grid(2, 3, 6))
    halves("MultiHeadWidths",
           f"""@Input(shape = {{3, 6}}) Tensor query(); @Input(shape = {{4, 5}}) Tensor key(); @Input(shape = {{4, 7}}) Tensor value();
               @MultiHeadAttention(heads = 2) {LOSS} Tensor y(Tensor value, Tensor key, Tensor query);""",
           {"query": grid(2, 3, 6), "key": grid(2, 4, 5), "value": grid(2, 4, 7)},
           lambda i, p: multi_head(p, "y", 2, i["query"], i["key"], i["value"]),
           heads_of("y", 6, 2, key_width=5, value_width=7), grid(2, 3, 6))
    for width, key, value in ((5, 3, 4), (3, 16, 0), (3, 17, 1)):
        halves(f"MultiHeadSizes{key}and{value}",
               f"""@Input(shape = {{3, {width}}}, axis = "time") Tensor x();
                   @MultiHeadAttention(heads = 2, keySize = {key}, valueSize = {value}) {LOSS} Tensor y(Tensor x);""",
               {"x": grid(2, 3, width)}, lambda i, p: multi_head(p, "y", 2, i["x"], i["x"], i["x"]),
               heads_of("y", width, 2, key, value), grid(2, 3, width))


def encoder(p, name, x, heads, causal=False, mask=None):
    h = x + multi_head(p, f"{name}.attention", heads, x, x, x, mask, causal)
    return h + dense(F.gelu(dense(h, p, f"{name}.inner")), p, f"{name}.outer")


def encoder_parameters(name, width, inner, heads):
    return {**{k: v * 0.5 for k, v in heads_of(f"{name}.attention", width, heads).items()},
            **dense_parameters(f"{name}.inner", width, inner, scale=0.5),
            **dense_parameters(f"{name}.outer", inner, width, scale=0.5)}


def blocks():
    for name, causal in (("EncoderBlocks", False), ("DecoderBlocks", True)):
        block = f"""}}
            @Block interface {name}Block {{
            @Input Tensor x(); @Input Tensor padding(); int inner();
            @MultiHeadAttention(heads = 2{', causal = true' if causal else ''})
            Tensor attention(@From("x") Tensor query, @From("padding") Tensor mask);
            @Add Tensor h(Tensor x, Tensor attention);
            @Dense(activation = GELU) Tensor inner1(Tensor h, @From("inner") int units);
            @Dense(units = 6) Tensor outer(Tensor inner1);
            @Add @Output Tensor sum(Tensor h, Tensor outer);
        """.replace("inner1", "innerLayer")
        p = {}
        for n in range(2):
            for key, v in encoder_parameters(f"encoder.{n}", 6, 9, 2).items():
                p[key.replace(".inner.", ".innerLayer.")] = v

        def model(i, q, t, c=causal):
            x = F.embedding(i["t"], q["e.weight"], padding_idx=0) + sinusoids(5, 6)
            for n in range(2):
                r = {k.replace(".innerLayer.", ".inner."): v for k, v in q.items()}
                x = encoder(r, f"encoder.{n}", x, 2, c, i["padding"])
            z = x @ q["e.weight"].T + q["y.bias"]
            return {"y": torch.softmax(z, -1)}, F.cross_entropy(z.flatten(0, 1), t["y"].flatten())

        case(name,
             f"""@Input(shape = 5, axis = "time", type = INT) Tensor t(); @Input(shape = 5, axis = "time") Tensor padding();
                 @Embedding(inputDim = 7, outputDim = 6, paddingIndex = 0) Tensor e(Tensor t);
                 @PositionalEncoding Tensor placed(Tensor e);
                 @Apply(value = {name}Block.class, with = "inner = 9") @Repeat(2)
                 Tensor encoder(@From("placed") Tensor x, Tensor padding);
                 @Dense(units = 7, activation = SOFTMAX, tiedTo = "e") @Loss(CROSS_ENTROPY) Tensor y(Tensor encoder);""",
             {"t": torch.tensor([[3, 1, 6, 0, 0], [5, 2, 2, 4, 1], [1, 0, 0, 0, 0]]),
              "padding": torch.tensor([[1.0, 1, 1, 0, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0]])}, model,
             {"e.weight": grid(7, 6), **p, "y.bias": grid(7)}, {"y": tokens(3, 5, 7)}, block)


if __name__ == "__main__":
    embeddings()
    positions()
    attentions()
    multi_heads()
    blocks()
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in lines)} cases, {OUT.stat().st_size} bytes")
