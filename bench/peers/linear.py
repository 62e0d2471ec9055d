"""Answers JSON lines: {"load": folder} reads a problem, {"fit": {...}} times scikit-learn on it, {"evaluate": file} judges coefficients.

Files of a problem: meta.json {kind, rows, columns, classes, penalty}, truth.f64, and dense.f32 or rowStart.i32, index.i32, value.f32.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.naive_bayes import MultinomialNB


def read(folder):
    folder = Path(folder)
    meta = json.loads((folder / "meta.json").read_text())
    shape = (meta["rows"], meta["columns"])
    if (folder / "dense.f32").exists():
        x = np.fromfile(folder / "dense.f32", dtype=np.float32).reshape(shape)
    else:
        parts = [np.fromfile(folder / name, dtype=kind) for name, kind in (("value.f32", np.float32), ("index.i32", np.int32), ("rowStart.i32", np.int32))]
        x = sp.csr_matrix(tuple(parts), shape=shape)
    return meta, x, np.fromfile(folder / "truth.f64", dtype=np.float64)


def objective(meta, x, y, weights, intercept):
    """What is minimised, in float64: weights [outputs, columns], intercept [outputs]."""
    x = x.astype(np.float64)
    scores = x @ weights.T + intercept
    penalty = 0.5 * meta["penalty"] * float((weights**2).sum())
    if meta["kind"] == "ridge":
        return 0.5 * float(((scores[:, 0] - y) ** 2).sum()) + penalty
    if meta["kind"] == "logistic":
        z = scores[:, 0]
        return float((np.logaddexp(0, z) - y * z).sum()) + penalty
    top = scores.max(axis=1)
    total = np.log(np.exp(scores - top[:, None]).sum(axis=1)) + top
    return float((total - scores[np.arange(len(y)), y.astype(int)]).sum()) + penalty


def estimator(meta, settings):
    kind = meta["kind"]
    if kind == "bayes":
        return MultinomialNB(alpha=meta["penalty"])
    if kind == "ridge":
        return Ridge(alpha=meta["penalty"], **settings)
    return LogisticRegression(C=1 / meta["penalty"], **settings)


def main():
    meta = x = y = None
    matrices = {}
    for line in sys.stdin:
        question = json.loads(line)
        try:
            if "load" in question:
                meta, x, y = read(question["load"])
                matrices = {"float32": x}
                answer = {"version": sklearn.__version__}
            elif "fit" in question:
                settings = dict(question["fit"])
                kind = settings.pop("type")
                if kind not in matrices:
                    matrices[kind] = x.astype(kind)
                target = y.astype(kind) if meta["kind"] == "ridge" else y
                model = estimator(meta, settings)
                begin = time.perf_counter()
                model.fit(matrices[kind], target)
                seconds = time.perf_counter() - begin
                if meta["kind"] == "bayes":
                    loss = float(np.abs(np.diff(model.feature_log_prob_, axis=0)).sum())
                else:
                    coefficients = np.atleast_2d(model.coef_).astype(np.float64)
                    loss = objective(meta, x, y, coefficients, np.atleast_1d(model.intercept_).astype(np.float64))
                iterations = np.max(np.atleast_1d(getattr(model, "n_iter_", None) or 0)) if not hasattr(getattr(model, "n_iter_", None), "max") else model.n_iter_.max()
                answer = {"seconds": seconds, "loss": loss, "iterations": int(iterations)}
            else:
                values = np.fromfile(question["evaluate"], dtype=np.float64)
                outputs = len(values) // (meta["columns"] + 1)
                weights = values[: meta["columns"] * outputs].reshape(meta["columns"], outputs).T
                answer = {"loss": objective(meta, x, y, weights, values[meta["columns"] * outputs :])}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
