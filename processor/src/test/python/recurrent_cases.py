#!/usr/bin/env python3
"""Writes processor/src/test/resources/proof/recurrent_cases.txt: what PyTorch computes, in float64, for the recurrent layers, each
option of them, odd sizes, masks, states in and out, several in a row.

    python3 processor/src/test/python/recurrent_cases.py

The form is that of reference_cases.py, whose helpers it uses. Cells are written out, since PyTorch's layers know no mask of steps;
where there is none they are compared with PyTorch's own layers.
"""
import random

import torch

import reference_cases as base
from reference_cases import TARGET, case, dense, dense_parameters, grid, half, lines

base.source = random.Random(20261123)
OUT = TARGET.parent / "recurrent_cases.txt"
LOSS = "@Loss(value = HALF_SQUARED, reduction = SUM)"
GATES = {"SimpleRnn": 1, "Lstm": 4, "Gru": 3}
PEERS = {"SimpleRnn": torch.nn.RNN, "Lstm": torch.nn.LSTM, "Gru": torch.nn.GRU}


def parameters(kind, name, inputs, units, directions=1, bias=True):
    rows = GATES[kind] * units
    p = {}
    for suffix in ("", "_reverse")[:directions]:
        p[f"{name}.weight_ih_l0{suffix}"] = grid(rows, inputs)
        p[f"{name}.weight_hh_l0{suffix}"] = grid(rows, units)
        if bias:
            p[f"{name}.bias_ih_l0{suffix}"] = grid(rows)
            p[f"{name}.bias_hh_l0{suffix}"] = grid(rows)
    return p


def scan(kind, x, p, name, suffix="", h=None, c=None, mask=None, act=torch.tanh, gate=torch.sigmoid):
    """All states, the last one, the last cell."""
    w, u = p[f"{name}.weight_ih_l0{suffix}"], p[f"{name}.weight_hh_l0{suffix}"]
    b, d = (p.get(f"{name}.{n}_l0{suffix}", torch.zeros(w.shape[0])) for n in ("bias_ih", "bias_hh"))
    units = u.shape[1]
    h = torch.zeros(x.shape[0], units) if h is None else h
    c = torch.zeros(x.shape[0], units) if c is None else c
    states = [None] * x.shape[1]
    for t in (reversed if suffix else list)(range(x.shape[1])):
        a, s = x[:, t] @ w.T + b, h @ u.T + d
        if kind == "SimpleRnn":
            new, cell = act(a + s), c
        elif kind == "Lstm":
            i, f, g, o = (a + s).chunk(4, 1)
            cell = gate(f) * c + gate(i) * act(g)
            new = gate(o) * act(cell)
        else:
            (ar, az, an), (sr, sz, sn) = a.chunk(3, 1), s.chunk(3, 1)
            z = gate(az + sz)
            new, cell = (1 - z) * act(an + gate(ar + sr) * sn) + z * h, c
        if mask is not None:
            real = mask[:, t:t + 1] > 0
            new, cell = torch.where(real, new, h), torch.where(real, cell, c)
        h, c = new, cell
        states[t] = h
    return torch.stack(states, 1), h, c


def both(kind, x, p, name, h=(None, None), c=(None, None), **more):
    forward = scan(kind, x, p, name, "", h[0], c[0], **more)
    backward = scan(kind, x, p, name, "_reverse", h[1], c[1], **more)
    return [torch.cat(pair, -1) for pair in zip(forward, backward)]


def recurrent(name, text, inputs, value, p, target):
    case(name, text, inputs, lambda i, q, t: (lambda y: ({"y": y}, half(y, t["y"])))(value(i, q)), p, {"y": target})


def check(kind, x, p, directions, states):
    """The written cells against PyTorch's layer."""
    layer = PEERS[kind](x.shape[2], p["y.weight_hh_l0"].shape[1], batch_first=True, bidirectional=directions == 2)
    layer.load_state_dict({key[2:]: number for key, number in p.items()})
    assert torch.allclose(layer(x)[0], states, rtol=1e-12, atol=1e-14), kind


def plain():
    sizes = {"SimpleRnn": ((1, 1, 1), (3, 5, 7), (2, 16, 16), (4, 3, 17)), "Lstm": ((1, 1, 1), (3, 2, 3), (2, 1, 16)),
             "Gru": ((1, 1, 1), (3, 2, 3), (2, 1, 17))}
    for kind in GATES:
        for steps, inputs, units in sizes[kind]:
            word = f"{kind}{steps}x{inputs}x{units}"
            head = f'@Input(shape = {{{steps}, {inputs}}}, axis = "time") Tensor x();'
            x = grid(3, steps, inputs)
            p = parameters(kind, "y", inputs, units)
            check(kind, x, p, 1, scan(kind, x, p, "y")[0])
            recurrent(word, f"{head} @{kind}(units = {units}, returnSequences = true) {LOSS} Tensor y(Tensor x);",
                      {"x": x}, lambda i, q, k=kind: scan(k, i["x"], q, "y")[0], p, grid(3, steps, units))
            if units in (3, 7):
                recurrent(f"{word}Last", f"{head} @{kind}(units = {units}) {LOSS} Tensor y(Tensor x);",
                          {"x": x}, lambda i, q, k=kind: scan(k, i["x"], q, "y")[1], p, grid(3, units))
    for kind in GATES:
        head = '@Input(shape = {3, 2}, axis = "time") Tensor x();'
        x = grid(2, 3, 2)
        p = parameters(kind, "y", 2, 3, 2)
        check(kind, x, p, 2, both(kind, x, p, "y")[0])
        for last in (False, True):
            given = "" if last else ", returnSequences = true"
            at = 1 if last else 0
            recurrent(f"{kind}Both{'Last' if last else ''}",
                      f"{head} @{kind}(units = 3, direction = Direction.BOTH{given}) {LOSS} Tensor y(Tensor x);",
                      {"x": x}, lambda i, q, k=kind, n=at: both(k, i["x"], q, "y")[n], p,
                      grid(2, 6) if last else grid(2, 3, 6))
            back = {key: number for key, number in p.items() if key.endswith("_reverse")}
            recurrent(f"{kind}Backward{'Last' if last else ''}",
                      f"{head} @{kind}(units = 3, direction = Direction.BACKWARD{given}) {LOSS} Tensor y(Tensor x);",
                      {"x": x}, lambda i, q, k=kind, n=at: scan(k, i["x"], q, "y", "_reverse")[n], back,
                      grid(2, 3) if last else grid(2, 3, 3))
        recurrent(f"{kind}NoBias", f"{head} @{kind}(units = 2, useBias = false) {LOSS} Tensor y(Tensor x);",
                  {"x": x}, lambda i, q, k=kind: scan(k, i["x"], q, "y")[1], parameters(kind, "y", 2, 2, bias=False),
                  grid(2, 2))
        gate = "" if kind == "SimpleRnn" else ", recurrentActivation = TANH"
        recurrent(f"{kind}Activations", f"{head} @{kind}(units = 2, activation = SIGMOID{gate}) {LOSS} Tensor y(Tensor x);",
                  {"x": x},
                  lambda i, q, k=kind: scan(k, i["x"], q, "y", act=torch.sigmoid, gate=torch.tanh)[1],
                  parameters(kind, "y", 2, 2), grid(2, 2))


MASK = torch.tensor([[1.0, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0]])


def masks():
    for kind in GATES:
        for direction in ("FORWARD", "BACKWARD", "BOTH"):
            units = 2
            p = parameters(kind, "y", 2, units, 2)
            if direction != "BOTH":
                p = {k: v for k, v in p.items() if k.endswith("_reverse") == (direction == "BACKWARD")}
            run = {"FORWARD": lambda x, q, k, **m: scan(k, x, q, "y", **m),
                   "BACKWARD": lambda x, q, k, **m: scan(k, x, q, "y", "_reverse", **m),
                   "BOTH": lambda x, q, k, **m: both(k, x, q, "y", **m)}[direction]
            width = 2 * units if direction == "BOTH" else units
            recurrent(f"{kind}Masked{direction.capitalize()}",
                      f"""@Input(shape = {{4, 2}}, axis = "time") Tensor x(); @Input(shape = 4) Tensor real();
                          @{kind}(units = {units}, direction = Direction.{direction}, returnSequences = true) {LOSS}
                          Tensor y(Tensor x, @From("real") Tensor mask);""",
                      {"x": grid(4, 4, 2), "real": MASK},
                      lambda i, q, k=kind, r=run: r(i["x"], q, k, mask=i["real"])[0], p, grid(4, 4, width))
        x = grid(4, 4, 3)
        x[MASK == 0] = 0.5
        x[0, 0, 0] = 0.5  # not all of the step

        def masked(i, q, k=kind):
            y = scan(k, i["x"], q, "h", mask=(i["x"] != 0.5).any(-1).to(torch.float64))[0]
            return scan(k, y, q, "y", mask=(i["x"] != 0.5).any(-1).to(torch.float64))[1]

        recurrent(f"{kind}Masking",
                  f"""@Input(shape = {{4, 3}}, axis = "time") Tensor x(); @Masking(0.5f) Tensor mask(Tensor x);
                      @{kind}(units = 3, returnSequences = true) Tensor h(Tensor x, Tensor mask);
                      @{kind}(units = 2) {LOSS} Tensor y(Tensor h, Tensor mask);""".replace("0.5f", "value = 0.5f"),
                  {"x": x}, masked, {**parameters(kind, "h", 3, 3), **parameters(kind, "y", 3, 2)}, grid(4, 2))


def states():
    for kind in GATES:
        lstm = kind == "Lstm"
        cells = ", Tensor initialCell" if lstm else ""
        for units in ((3, 16) if kind == "Gru" else (3,)):
            more = f" @Input(shape = {units}) Tensor initialCell();" if lstm else ""
            inputs = {"x": grid(3, 2, 1), "initialState": grid(3, units)}
            if lstm:
                inputs["initialCell"] = grid(3, units)
            recurrent(f"{kind}State{units}",
                      f"""@Input(shape = {{2, 1}}, axis = "time") Tensor x(); @Input(shape = {units}) Tensor initialState();
                          {more} @{kind}(units = {units}) {LOSS}
                          Tensor y(Tensor x, Tensor initialState{cells});""",
                      inputs, lambda i, q, k=kind: scan(k, i["x"], q, "y", "", i["initialState"], i.get("initialCell"))[1],
                      parameters(kind, "y", 1, units), grid(3, units))

        # An encoder both ways hands its states to a decoder both ways.
        def handed(i, q, k=kind):
            _, h, c = both(k, i["x"], q, "e")
            return both(k, i["z"], q, "y", h.chunk(2, 1), c.chunk(2, 1))[0]

        text = ("@CellState Tensor c(Tensor e);" if lstm else "")
        role = ', @From("c") Tensor initialCell' if lstm else ""
        way = "direction = Direction.BOTH"
        recurrent(f"{kind}Handed",
                  f"""@Input(shape = {{3, 2}}, axis = "time") Tensor x(); @Input(shape = {{2, 1}}, axis = "later") Tensor z();
                      @{kind}(units = 2, {way}) Tensor e(Tensor x); {text}
                      @{kind}(units = 2, {way}, returnSequences = true) {LOSS}
                      Tensor y(Tensor z, @From("e") Tensor initialState{role});""",
                  {"x": grid(2, 3, 2), "z": grid(2, 2, 1)}, handed,
                  {**parameters(kind, "e", 2, 2, 2), **parameters(kind, "y", 1, 2, 2)}, grid(2, 2, 4))
    # All three results of a layer are read.
    recurrent("LstmAllResults",
              f"""@Input(shape = {{3, 2}}, axis = "time") Tensor x();
                  @Lstm(units = 4, returnSequences = true) Tensor h(Tensor x); @CellState Tensor c(Tensor h);
                  @Dense(units = 2) Tensor d(Tensor h); @Flatten Tensor f(Tensor d);
                  @Concatenate @Activate(TANH) Tensor y(Tensor f, Tensor c);""".replace("@Concatenate @Activate(TANH)", f"@Concatenate {LOSS}"),
              {"x": grid(2, 3, 2)},
              lambda i, q: (lambda r: torch.cat([dense(r[0], q, "d").flatten(1), r[2]], 1))(scan("Lstm", i["x"], q, "h")),
              {**parameters("Lstm", "h", 2, 4), **dense_parameters("d", 4, 2)}, grid(2, 10))


def blocks():
    for kind in GATES:
        p = {k.replace("y.", f"y.{n}."): v for n in range(2) for k, v in parameters(kind, "y", 2, 2).items()}

        def repeated(i, q, k=kind):
            y = i["x"]
            for n in range(2):
                y = scan(k, y, q, f"y.{n}")[0]
            return y

        recurrent(f"{kind}Repeated",
                  f"""@Input(shape = {{3, 2}}, axis = "time") Tensor x();
                      @{kind}(units = 2, returnSequences = true) @Repeat(2) {LOSS} Tensor y(Tensor x);""",
                  {"x": grid(2, 3, 2)}, repeated, p, grid(2, 3, 2))
        shared = parameters(kind, "a", 2, 2)
        recurrent(f"{kind}Shared",
                  f"""@Input(shape = {{3, 2}}, axis = "time") Tensor x();
                      @{kind}(units = 2, returnSequences = true) Tensor a(Tensor x);
                      @{kind}(units = 2, sharedWith = "a") {LOSS} Tensor y(Tensor a);""",
                  {"x": grid(2, 3, 2)},
                  lambda i, q, k=kind: scan(k, scan(k, i["x"], q, "a")[0], q, "a")[1], shared, grid(2, 2))


if __name__ == "__main__":
    plain()
    masks()
    states()
    blocks()
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{sum(line.startswith('case ') for line in lines)} cases, {OUT.stat().st_size} bytes")
