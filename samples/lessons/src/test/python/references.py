"""Prints the numbers that the tests of the lessons compare with: from numpy, scipy, scikit-learn and 40 decimal digits."""

from decimal import Decimal as D, getcontext
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression

getcontext().prec = 40
DATA = Path(__file__).parents[2] / "main/resources/io/lanewise/samples/lessons/data"


def table(name):
    rows = np.loadtxt(DATA / name, delimiter=",", skiprows=1)
    x = rows[:, :-1]
    return (x - x.mean(0)) / x.std(0), rows[:, -1]


def show(name, values):
    print(name, ", ".join(f"{v:.17g}" for v in values))


def sigmoid(z):
    return 1 / (1 + (-D(z)).exp())


def one_neuron():
    p = sigmoid("0.5")
    d = -2 * (1 - p) * p * (1 - p)
    show("OneNeuron", [p, (1 - p) ** 2, d, 2 * d, d, d / 2, -d / 4])


def two_hidden_neurons():
    x = [D(1), D(-2)]
    w = [[D("0.5"), D("-0.25")], [D("-0.75"), D("0.125")]]
    b = [D("0.25"), D("-0.5")]
    v = [D("1.5"), D(-2)]
    h = [sigmoid(w[j][0] * x[0] + w[j][1] * x[1] + b[j]) for j in (0, 1)]
    p = sigmoid(v[0] * h[0] + v[1] * h[1] + D("0.5"))
    steps = [p, -(1 - p).ln(), p, p * h[0], p * h[1]]
    dx = [D(0), D(0)]
    for j in (0, 1):
        d = p * v[j] * h[j] * (1 - h[j])
        steps += [d, d * x[0], d * x[1]]
        dx = [dx[i] + d * w[j][i] for i in (0, 1)]
    show("TwoHiddenNeurons", steps + dx)


def on_paper():
    a, b = sigmoid(2), sigmoid(-42)
    y = 40 * a - 10 * b - D("15.2")
    dc = 2 * (y - 15)
    da = dc * 40 * a * (1 - a)
    db = dc * -10 * b * (1 - b)
    show("OnPaper", [y, (15 - y) ** 2, dc, dc * a, dc * b, da, -2 * da, 5 * da, db, -2 * db, 5 * db,
                     da + 10 * db, -D("0.2") * da - 2 * db])


def least_squares():
    x, y = table("diabetes.csv")
    show("LinearRegression", np.linalg.lstsq(np.c_[x, np.ones(len(x))], y, rcond=None)[0])


def logistic_regression():
    x, y = table("breast_cancer.csv")
    fit = LogisticRegression(C=1 / (2 * 0.01 * len(x)), solver="newton-cg", tol=1e-12, max_iter=1000).fit(x, y)
    show("LogisticRegression", [*fit.coef_[0], fit.intercept_[0]])


def probit_and_logit():
    x, y = table("breast_cancer.csv")
    x = x[:, 1]
    for name, cdf in (("logit", lambda z: 1 / (1 + np.exp(-z))), ("probit", norm.cdf)):
        def loss(q):
            z = q[1] + q[0] * x
            return -(y * np.log(cdf(z)) + (1 - y) * np.log(cdf(-z))).mean()

        start = minimize(loss, [0, 0], method="BFGS", options={"gtol": 1e-9}).x
        show(name, minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-16}).x)


one_neuron()
two_hidden_neurons()
on_paper()
least_squares()
logistic_regression()
probit_and_logit()
