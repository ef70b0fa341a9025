"""Writes what the metrics must compute, for MetricsTests.

    python3 runtime/training/src/test/python/metrics.py > runtime/training/src/test/resources/io/lanewise/training/metric/metrics.csv

The numbers are scikit-learn's (written with 1.2.1; where a later release defines something anew, it says so below). All
inputs are exact in float32, with many ties; probabilities of a row sum to 1 exactly. A row of the file is: name of the
case, what it holds, its numbers.
"""

import sys
import warnings

import numpy
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")  # undefined precision and recall are 0, which is what is tested
random = numpy.random.RandomState(7)


def row(case, what, values):
    sys.stdout.write(",".join([case, what] + [repr(float(v)) for v in numpy.ravel(values)]) + "\n")


def log_loss(p):
    """As 1.5 and later define it, which no longer divide by the sum of the row: p is the probability of what was right."""
    least = 2.0**-23  # the epsilon of float32, which those releases take for float32
    return -numpy.log(numpy.clip(p.astype(float), least, 1 - least)).mean()


def classes(case, count, classes_, missing=None):
    """Softmax-like rows in units of 1/64, labels that follow them at times; one class may occur nowhere."""
    cuts = numpy.sort(random.randint(0, 65, size=(count, classes_ - 1)), axis=1)
    edges = numpy.concatenate([numpy.zeros((count, 1)), cuts, numpy.full((count, 1), 64)], axis=1)
    p = (numpy.diff(edges, axis=1) / 64).astype(numpy.float32)
    labels = numpy.where(random.rand(count) < 0.5, p.argmax(axis=1), random.randint(0, classes_, size=count))
    if missing is not None:
        labels[labels == missing] = (missing + 1) % classes_
        p[:, missing - 1] += p[:, missing]
        p[:, missing] = 0
    all_ = list(range(classes_))
    answers = p.argmax(axis=1)
    row(case, "values", p)
    row(case, "labels", labels)
    row(case, "accuracy", m.accuracy_score(labels, answers))
    row(case, "confusion", m.confusion_matrix(labels, answers, labels=all_))
    for average in ["macro", "micro", "weighted", None]:
        name = average or "each"
        f = {"labels": all_, "average": average, "zero_division": 0}
        row(case, "precision_" + name, m.precision_score(labels, answers, **f))
        row(case, "recall_" + name, m.recall_score(labels, answers, **f))
        row(case, "f1_" + name, m.f1_score(labels, answers, **f))
    for k in [1, 2, 3]:
        if k < classes_ and classes_ > 2:
            row(case, "top_%d" % k, m.top_k_accuracy_score(labels, p, k=k, labels=all_))
    row(case, "log_loss", log_loss(p[numpy.arange(count), labels]))
    if classes_ == 2:
        row(case, "roc_auc", m.roc_auc_score(labels, p[:, 1]))
        row(case, "pr_auc", m.average_precision_score(labels, p[:, 1]))
    elif missing is None:
        row(case, "roc_auc", m.roc_auc_score(labels, p, multi_class="ovr", average="macro", labels=all_))
        # 1.3 and later have average_precision_score of several classes: the mean over them, each against the others.
        row(case, "pr_auc", numpy.mean([m.average_precision_score(labels == c, p[:, c]) for c in all_]))


def yes_or_no(case, count, columns):
    p = (random.randint(0, 33, size=(count, columns)) / 32).astype(numpy.float32)
    targets = (random.rand(count, columns) < 0.2 + 0.6 * p).astype(int)
    said = (p > 0.5).astype(int)
    row(case, "values", p)
    row(case, "targets", targets)
    row(case, "accuracy", m.accuracy_score(targets.ravel(), said.ravel()))
    if columns == 1:
        row(case, "confusion", m.confusion_matrix(targets.ravel(), said.ravel()))
        right, answer = targets.ravel(), said.ravel()
        for of in [0, 1]:
            row(case, "precision_%d" % of, m.precision_score(right, answer, pos_label=of))
            row(case, "recall_%d" % of, m.recall_score(right, answer, pos_label=of))
            row(case, "f1_%d" % of, m.f1_score(right, answer, pos_label=of))
        for average in ["macro", "micro", "weighted"]:
            f = {"average": average, "zero_division": 0}
            row(case, "precision_" + average, m.precision_score(right, answer, **f))
            row(case, "recall_" + average, m.recall_score(right, answer, **f))
            row(case, "f1_" + average, m.f1_score(right, answer, **f))
        row(case, "log_loss", log_loss(numpy.where(targets == 1, p, 1 - p)))
    else:
        for average in ["macro", "micro", "weighted"]:
            f = {"average": average, "zero_division": 0}
            row(case, "precision_" + average, m.precision_score(targets, said, **f))
            row(case, "recall_" + average, m.recall_score(targets, said, **f))
            row(case, "f1_" + average, m.f1_score(targets, said, **f))
    row(case, "roc_auc", m.roc_auc_score(targets, p, average="macro"))
    row(case, "pr_auc", m.average_precision_score(targets, p, average="macro"))
    if columns == 1:
        for bins in [4, 5, 10]:
            came, said_ = calibration_curve(targets.ravel(), p.ravel(), n_bins=bins)
            row(case, "calibration_true_%d" % bins, came)
            row(case, "calibration_said_%d" % bins, said_)


def one_value(case, count):
    """The probability of the second of two classes, and labels."""
    p = (random.randint(0, 33, size=count) / 32).astype(numpy.float32)
    labels = (random.rand(count) < 0.2 + 0.6 * p).astype(int)
    row(case, "values", p)
    row(case, "labels", labels)
    for k in [1, 2]:
        row(case, "top_%d" % k, m.top_k_accuracy_score(labels, p, k=k))


def numbers(case, count, columns, constant=False):
    targets = (random.randint(-64, 65, size=(count, columns)) / 16).astype(numpy.float32)
    if constant:
        targets[:, 0] = 3
    y = (targets + random.randint(-32, 33, size=(count, columns)) / 32).astype(numpy.float32)
    t64, y64 = targets.astype(float), y.astype(float)
    row(case, "values", y)
    row(case, "numbers", targets)
    row(case, "mae", m.mean_absolute_error(t64, y64))
    # root_mean_squared_error of 1.4 and later: the mean over the columns of each one's root.
    row(case, "rmse", numpy.mean(numpy.sqrt(m.mean_squared_error(t64, y64, multioutput="raw_values"))))
    row(case, "r2", m.r2_score(t64, y64))
    row(case, "mape", m.mean_absolute_percentage_error(t64, y64))


classes("four", 150, 4)
classes("two", 90, 2)
classes("absent", 60, 5, missing=3)
yes_or_no("one column", 120, 1)
yes_or_no("three columns", 80, 3)
numbers("regression", 100, 1)
numbers("two numbers", 70, 2)
numbers("constant", 30, 2, constant=True)
one_value("one value", 100)
