"""Derives the coefficients of io.lanewise.processor.expression.Functions.

Each is the polynomial of least weighted maximal error (Lawson's iterated least squares on Chebyshev points, in
float64 with values by mpmath), its coefficients rounded to float one after the other from the lowest, the rest
fitted again each time. Needs numpy and mpmath. Prints name, coefficients from the highest power down, and the error.
"""

import mpmath
import numpy as np

mpmath.mp.dps = 40


def points(low, high, count=600):
    k = np.arange(count)
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (k + 0.5) / count)


def minimax(x, y, weight, powers):
    """Coefficients c of sum c[i]·x^powers[i] that minimise max |weight·(p − y)|."""
    basis = np.stack([x**p for p in powers], axis=1) * weight[:, None]
    target = y * weight
    lawson = np.ones_like(x)
    best, least = None, np.inf
    for _ in range(200):
        root = np.sqrt(lawson)[:, None]
        c = np.linalg.lstsq(basis * root, target * root[:, 0], rcond=None)[0]
        error = np.abs(basis @ c - target)
        if error.max() < least:
            best, least = c, error.max()
        lawson = lawson * (error + 1e-3 * error.max())
        lawson /= lawson.sum()
    return best


def fit(name, function, low, high, degree, weight=lambda x: 1 / np.abs(x), fixed=()):
    x = points(low, high)
    y = np.array([float(function(mpmath.mpf(float(v)))) for v in x])
    w = np.array([float(v) for v in weight(x, y)]) if weight.__code__.co_argcount == 2 else weight(x)
    done = [np.float32(c) for c in fixed]
    while len(done) <= degree:
        rest = y - sum(float(c) * x**i for i, c in enumerate(done))
        c = minimax(x, rest, w, range(len(done), degree + 1))
        done.append(np.float32(c[0]))
    error = np.abs(w * (sum(float(c) * x**i for i, c in enumerate(done)) - y)).max()
    print(name, "max error", f"{error:.3g}")
    print("   ", ", ".join(f"{float(c):.9g}" for c in reversed(done)))


relative = lambda x, y: 1 / np.abs(y)

if __name__ == "__main__":
    half = float(mpmath.log(2) / 2) * 1.0001
    # e^r = 1 + r + r²·q(r); weight: the error of e^r relative to e^r, and to e^r − 1 for small r
    fit("exp q", lambda r: (mpmath.expm1(r) - r) / r**2, -half, half, 4, lambda x: np.abs(x))
    # log1p(f) = f − f²/2 + f³·q(f)
    s = float(mpmath.sqrt(2))
    fit("log q", lambda f: (mpmath.log1p(f) - f + f * f / 2) / f**3, s / 2 - 1 - 1e-3, s - 1 + 1e-3, 8,
        lambda x: x * x)
    # erf(x) = x + x·q(x²), |x| ≤ 1
    fit("erf q", lambda z: mpmath.erf(mpmath.sqrt(z)) / mpmath.sqrt(z) - 1, 1e-9, 1.0, 6, lambda x: 1 + 0 * x)
    # erf(x) = 1 − e^(−x·q(x)), 1 ≤ x ≤ 4; weight: what an error of q does to erf
    fit("erfc q", lambda x: -mpmath.log(mpmath.erfc(x)) / x, 0.99, 4.0, 7,
        lambda x: x * np.array([float(mpmath.erfc(mpmath.mpf(float(v)))) for v in x]))
    # Φ(−a) = e^(−a²/2)·q(t) / (a + 3), t = (a − 3) / (a + 3), 0 ≤ a ≤ 14.5
    def tail(t):
        a = 3 * (1 + t) / (1 - t)
        return mpmath.ncdf(-a) * mpmath.exp(a * a / 2) * (a + 3)
    fit("normal q", tail, -1.0, 11.5 / 17.5, 9, relative)
    # Φ⁻¹(p) by w = −log(4p(1 − p)): (p − ½)·q(w − 2.5) for w ≤ 5, beyond it s·q(t) with s = √w, t = (s − 2.5) / (s + 2.5)
    def centre(v):
        w = v + mpmath.mpf(2.5)
        q = mpmath.sqrt(1 - mpmath.exp(-w)) / 2
        return mpmath.sqrt(2) * mpmath.erfinv(2 * q) / q if q > 1e-15 else mpmath.sqrt(2 * mpmath.pi)

    fit("quantile centre q", centre, -2.5, 2.5, 8, relative)

    def quantile(t):
        s = mpmath.mpf(2.5) * (1 + t) / (1 - t)
        e = mpmath.exp(-s * s)
        p = e / (2 * (1 + mpmath.sqrt(1 - e)))
        z = mpmath.sqrt(2) * s
        for _ in range(60):
            below = mpmath.ncdf(-z)
            z += (mpmath.log(below) - mpmath.log(p)) * below / mpmath.npdf(z)
        return z / s

    fit("quantile tail q", quantile, (5**0.5 - 2.5) / (5**0.5 + 2.5) - 1e-3, 7.7 / 12.7, 8, relative)
