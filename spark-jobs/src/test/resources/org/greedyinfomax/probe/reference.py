"""Writes features.tsv and reference.tsv, beside this file, that LocalRegressionTest reads.

The features are like a module's: many of them collinear, of scales of their own, with a few
directions that tell the classes. What scikit-learn makes of them is the reference. Made with
scikit-learn 1.2.1 and numpy 1.24; run again, it writes the same accuracies.
"""

from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

PENALTIES = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]
CLASSES, CHANNELS, ROWS, TESTED, FOLDS = 5, 24, 400, 300, 5

here = Path(__file__).parent
random = np.random.default_rng(17)
labels = random.integers(0, CLASSES, ROWS + TESTED)
hidden = random.normal(size=(CLASSES, 6))[labels] + 1.6 * random.normal(size=(labels.size, 6))
mixed = hidden @ random.normal(size=(6, CHANNELS)) * random.uniform(0.1, 3, CHANNELS)
noise = 0.05 * random.normal(size=mixed.shape)
features = np.round(np.maximum(mixed + noise, 0) + random.uniform(0, 9, CHANNELS), 3)
folds = np.arange(labels.size) % FOLDS
is_test = np.arange(labels.size) >= ROWS

with open(here / "features.tsv", "w") as out:
    for label, fold, test, row in zip(labels, folds, is_test, features):
        values = "\t".join(f"{value:g}" for value in row)
        out.write(f"{label}\t{fold}\t{int(test)}\t{values}\n")

fit = features[~is_test]
scaled = (features - fit.mean(axis=0)) / fit.std(axis=0, ddof=1)


def right(penalty, train, test):
    model = LogisticRegression(C=1 / (penalty * train.sum()), tol=1e-10, max_iter=100_000)
    model.fit(scaled[train], labels[train])
    return int((model.predict(scaled[test]) == labels[test]).sum())


with open(here / "reference.tsv", "w") as out:
    for penalty in PENALTIES:
        tested = right(penalty, ~is_test, is_test)
        judged = sum(
            right(penalty, ~is_test & (folds != fold), ~is_test & (folds == fold))
            for fold in range(FOLDS)
        )
        out.write(f"{penalty:g}\t{tested}\t{judged}\n")
