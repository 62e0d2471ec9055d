"""Makes bench/tuning/tables.json: validation losses of every point of five small grids, measured here.

    MILLWRIGHT_DATA=<folder> bench/peers/.venv/bin/python bench/peers/tuning_tables.py

Needs gbdt-bench (Adult, Bike Sharing, Covertype) and house-price (King County). Rows that the sets hold back for testing are not
read. Only the losses are written. A table is a grid of axes; `values` runs over them row by row, the last axis fastest, then over
`steps` where learning curves were kept (null: the net diverged).
"""
import itertools
import json
import os
import sys
import time
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, SplineTransformer, StandardScaler

data = Path(os.environ["MILLWRIGHT_DATA"])
target = Path(__file__).parent.parent / "tuning" / "tables.json"


def held_out(rows, split):
    marks = np.zeros(rows, bool)
    marks[json.loads((data / split).read_text())] = True
    return marks


def halves(frame, train, valid, seed=0):
    order = np.random.default_rng(seed).permutation(len(frame))
    return frame.iloc[order[:train]], frame.iloc[order[train : train + valid]]


def adult():
    names = ["age", "work", "weight", "education", "years", "marital", "job", "relation", "race", "sex", "gain", "loss", "hours", "country", "y"]
    frame = pd.read_csv(data / "gbdt-bench/adult-train.csv.gz", names=names, skipinitialspace=True).drop(columns="weight")
    frame["y"] = (frame["y"] == ">50K").astype(float)
    return halves(frame, 6000, 6000)


def bike():
    frame = pd.read_csv(data / "gbdt-bench/bike_sharing_hour.csv.gz").drop(columns=["instant", "dteday", "casual", "registered"])
    frame["y"] = np.log1p(frame.pop("cnt"))
    early = frame.iloc[: int(len(frame) * 0.8)]
    return early.iloc[-9000:-3000], early.iloc[-3000:]


def houses():
    frame = pd.read_csv(data / "house-price/kc_house_data.csv.gz")
    frame = frame[~held_out(len(frame), "house-price/splits/kc_seed0.test_rows.json")]
    frame["y"] = np.log(frame.pop("price"))
    frame["grade"] = frame["grade"].astype(str).str.extract(r"(\d+)").astype(float)
    numbers = frame.select_dtypes("number").drop(columns=["id"])
    return halves(numbers, 5000, 4000)


def covertype():
    frame = pd.read_csv(data / "gbdt-bench/covtype_sample_10k.csv.gz")
    frame = frame[~held_out(len(frame), "gbdt-bench/splits/covtype_strat_seed0.test_rows.json")]
    frame["y"] = frame.pop("Cover_Type") - frame.iloc[:, -1].min() if "Cover_Type" in frame else frame.pop(frame.columns[-1])
    return halves(frame.drop(columns=["Soil_Type"], errors="ignore"), 2500, 2500)


def points(axes):
    return [dict(zip(axes, point)) for point in itertools.product(*axes.values())]


ROUNDS = [20, 50, 100, 200, 400]


def boosted_trees(name, sets, objective):
    """The number of trees is an axis: the losses of one training after so many of them."""
    train, valid = (part.copy() for part in sets)
    for column in train.columns[train.dtypes == object].union(train.columns[[str(t) in ("str", "string") for t in train.dtypes]]):
        kinds = sorted(train[column].dropna().unique())
        for part in (train, valid):
            part[column] = pd.Categorical(part[column], kinds)
    axes = {
        "learningRate": [0.02, 0.05, 0.1, 0.2, 0.4],
        "leaves": [4, 8, 16, 32, 64],
        "minimumLeafRows": [5, 20, 80],
        "l2": [0.01, 1, 100],
        "columnShare": [0.4, 0.7, 1],
    }
    settings = {"objective": objective, "verbosity": -1, "num_threads": 1, "seed": 1, "deterministic": True, "max_bin": 63, "feature_pre_filter": False}
    whole = lightgbm.Dataset(train.drop(columns="y"), train["y"], free_raw_data=False, params=settings).construct()
    check = valid.drop(columns="y")
    values = []
    for point in points(axes):
        own = {
            "learning_rate": point["learningRate"],
            "num_leaves": point["leaves"],
            "min_data_in_leaf": point["minimumLeafRows"],
            "lambda_l2": point["l2"],
            "feature_fraction_bynode": point["columnShare"],
        }
        held = {}
        watch = whole.create_valid(check, valid["y"])
        lightgbm.train(settings | own, whole, ROUNDS[-1], [watch], ["v"], callbacks=[lightgbm.record_evaluation(held)])
        curve = next(iter(held["v"].values()))
        if objective == "regression":
            curve = np.sqrt(curve)
        values += [float(curve[rounds - 1]) for rounds in ROUNDS]
    return {"name": name, "metric": "rmse of log" if objective == "regression" else "log loss", "axes": axes | {"trees": ROUNDS}, "values": values}


def logistic(name, sets):
    train, valid = sets
    texts = [c for c in train.columns if not pd.api.types.is_numeric_dtype(train[c])]
    numbers = [c for c in train.columns if c not in texts and c != "y"]
    axes = {
        "penalty": [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2],
        "l1Share": [0, 0.3, 0.7, 1],
        "rate": [0.003, 0.01, 0.03, 0.1, 0.3],
        "knots": [0, 4, 8],
        "average": [False, True],
    }
    ready = {}
    for knots in axes["knots"]:
        scaled = StandardScaler() if knots == 0 else make_pipeline(SplineTransformer(knots, knots="quantile", degree=1), StandardScaler())
        columns = ColumnTransformer([("n", scaled, numbers), ("t", OneHotEncoder(handle_unknown="ignore", min_frequency=20), texts)], sparse_threshold=0)
        ready[knots] = columns.fit_transform(train), columns.transform(valid)
    values = []
    for point in points(axes):
        fit = SGDClassifier(
            loss="log_loss", penalty="elasticnet", alpha=point["penalty"], l1_ratio=point["l1Share"], learning_rate="invscaling",
            power_t=0.25, eta0=point["rate"], average=point["average"], max_iter=5, tol=None, random_state=1,
        )
        x, check = ready[point["knots"]]
        values.append(float(log_loss(valid["y"], fit.fit(x, train["y"]).predict_proba(check)[:, 1])))
    return {"name": name, "metric": "log loss", "axes": axes, "values": values}


EPOCHS = 27


def net_curve(point, x, y, check, truth, classes):
    """Validation log loss after each epoch of a small net on one thread."""
    rng = np.random.default_rng(3)
    widths = [x.shape[1]] + [point["width"]] * point["layers"] + [classes]
    layers = [[rng.normal(0, np.sqrt(2 / a), (a, b)).astype("f4"), np.zeros(b, "f4")] for a, b in zip(widths, widths[1:])]
    moments = [[np.zeros_like(p) for p in layer] for layer in layers]
    squares = [[np.zeros_like(p) for p in layer] for layer in layers]
    answer = np.eye(classes, dtype="f4")[y]
    curve, step = [], 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(x))
        for first in range(0, len(x), point["batch"]):
            rows = order[first : first + point["batch"]]
            step += 1
            inputs = [x[rows]]
            for weight, bias in layers[:-1]:
                inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
            scores = inputs[-1] @ layers[-1][0] + layers[-1][1]
            scores = np.exp(scores - scores.max(1, keepdims=True))
            back = (scores / scores.sum(1, keepdims=True) - answer[rows]) / len(rows)
            for k in range(len(layers) - 1, -1, -1):
                gradients = [inputs[k].T @ back + np.float32(point["decay"]) * layers[k][0], back.sum(0)]
                if k > 0:
                    back = (back @ layers[k][0].T) * (inputs[k] > 0)
                for p, g, m, s in zip(layers[k], gradients, moments[k], squares[k]):
                    if point["optimiser"] == "adam":
                        m += 0.1 * (g - m)
                        s += 0.001 * (g * g - s)
                        p -= point["rate"] * 0.1 * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.999**step)) + 1e-8)
                    else:
                        m *= point["momentum"]
                        m += g
                        p -= point["rate"] * m
        hidden = check
        for weight, bias in layers[:-1]:
            hidden = np.maximum(hidden @ weight + bias, 0)
        scores = (hidden @ layers[-1][0] + layers[-1][1]).astype("f8")
        scores -= scores.max(1, keepdims=True)
        losses = np.log(np.exp(scores).sum(1)) - scores[np.arange(len(truth)), truth]
        curve.append(float(losses.mean()) if np.isfinite(losses.mean()) else None)
    return curve


def net(name, sets):
    """Momentum is an axis of plain steps alone: with Adam, points that differ only in it hold the same curve."""
    train, valid = sets
    scale = StandardScaler().fit(train.drop(columns="y"))
    x, check = (scale.transform(part.drop(columns="y")).astype("f4") for part in (train, valid))
    kinds = sorted(set(train["y"]) | set(valid["y"]))
    y, truth = (part["y"].map({kind: k for k, kind in enumerate(kinds)}).to_numpy() for part in (train, valid))
    axes = {
        "optimiser": ["sgd", "adam"],
        "momentum": [0, 0.9],
        "rate": [0.003, 0.01, 0.03, 0.1, 0.3, 1],
        "width": [8, 32, 96],
        "layers": [1, 2],
        "decay": [0, 0.001],
        "batch": [32, 128],
    }
    known, values = {}, []
    for point in points(axes):
        key = json.dumps(point | ({"momentum": None} if point["optimiser"] == "adam" else {}))
        if key not in known:
            with np.errstate(all="ignore"):
                known[key] = net_curve(point, x, y, check, truth, len(kinds))
        values += known[key]
    return {"name": name, "metric": "log loss", "axes": axes, "steps": list(range(1, EPOCHS + 1)), "values": values}


def rounded(value):
    return None if value is None or not np.isfinite(value) else float(f"{value:.5g}")


makers = {
    "net on Covertype": lambda name: net(name, covertype()),
    "logistic regression on Adult": lambda name: logistic(name, adult()),
    "boosted trees on King County": lambda name: boosted_trees(name, houses(), "regression"),
    "boosted trees on Adult": lambda name: boosted_trees(name, adult(), "binary"),
    "boosted trees on Bike Sharing": lambda name: boosted_trees(name, bike(), "regression"),
}
tables = []
for name, make in makers.items():
    begin = time.perf_counter()
    table = make(name)
    table["values"] = [rounded(value) for value in table["values"]]
    tables.append(table)
    best = min(value for value in table["values"] if value is not None)
    print(f"{name}: {len(table['values'])} values, best {best}, {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    target.parent.mkdir(exist_ok=True)
    target.write_text("[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in tables) + "\n]\n")
