"""Answers `trees-round-trip.ts`: trains models with XGBoost and LightGBM, and predicts from models that Millwright wrote.

Usage: trees_round_trip.py train FOLDER | predict FOLDER
"""

import json
import pathlib
import sys

import lightgbm
import numpy
import xgboost

ROWS, COLUMNS = 5_000, 12


def features(generator, rows):
    x = generator.normal(size=(rows, COLUMNS)).astype(numpy.float32)
    x[:, 3] = generator.integers(0, 40, rows)
    x[:, 4] = generator.integers(0, 200, rows)
    x[generator.random(x.shape) < 0.05] = numpy.nan
    return x


def save(folder, name, x, margin, prediction):
    x.astype("<f4").tofile(folder / f"{name}.rows")
    numpy.asarray(margin, dtype="<f8").ravel().tofile(folder / f"{name}.margin")
    numpy.asarray(prediction, dtype="<f8").ravel().tofile(folder / f"{name}.prediction")


def train(folder):
    generator = numpy.random.default_rng(11)
    x = features(generator, ROWS)
    filled = numpy.nan_to_num(x)
    score = filled[:, 0] * filled[:, 1] + numpy.sin(filled[:, 2]) + (filled[:, 3] % 7) / 3 + (filled[:, 4] % 11) / 5
    score += generator.normal(size=ROWS) * 0.3
    three = numpy.digitize(score, [1, 2.5])
    targets = {"reg:squarederror": score, "binary:logistic": score > 2, "count:poisson": numpy.floor(numpy.abs(score)), "multi:softprob": three}
    types = ["q"] * COLUMNS
    types[3] = types[4] = "c"
    for objective, y in targets.items():
        more = {"num_class": 3} if objective.startswith("multi") else {}
        matrix = xgboost.DMatrix(x, label=numpy.asarray(y, dtype=float), feature_types=types, enable_categorical=True)
        booster = xgboost.train(dict(more, objective=objective, max_depth=6, nthread=1, eta=0.2), matrix, 60)
        for kind in ("json", "ubj"):
            name = f"xgboost-{objective.replace(':', '-')}"
            booster.save_model(folder / f"{name}.{kind}")
        save(folder, name, x, booster.predict(matrix, output_margin=True), booster.predict(matrix))
    peers = {"regression": score, "binary": score > 2, "poisson": numpy.abs(score), "multiclass": three}
    for objective, y in peers.items():
        more = {"num_class": 3} if objective == "multiclass" else {}
        settings = dict(more, objective=objective, num_leaves=31, verbose=-1, num_threads=1, seed=1)
        data = lightgbm.Dataset(x.astype(float), label=numpy.asarray(y, dtype=float), categorical_feature=[3, 4])
        booster = lightgbm.train(settings, data, 60)
        name = f"lightgbm-{objective}"
        booster.save_model(folder / f"{name}.txt")
        wide = x.astype(float)
        save(folder, name, x, booster.predict(wide, raw_score=True, num_threads=1), booster.predict(wide, num_threads=1))


def predict(folder):
    """The largest relative difference between what Millwright predicts from its ensemble and what the library does from the file."""
    differences = {}
    for case in json.loads((folder / "written.json").read_text()):
        name, columns = case["name"], case["columns"]
        x = numpy.fromfile(folder / f"{name}.rows", dtype="<f4").reshape(-1, columns)
        expected = numpy.fromfile(folder / f"{name}.prediction", dtype="<f8")
        for file in case["files"]:
            if file.endswith(".txt"):
                found = lightgbm.Booster(model_file=str(folder / file)).predict(x.astype(float), num_threads=1)
            else:
                booster = xgboost.Booster(model_file=str(folder / file))
                asks = "c" in (booster.feature_types or [])
                booster.feature_names = None
                matrix = xgboost.DMatrix(x, feature_types=booster.feature_types if asks else None, enable_categorical=asks)
                found = booster.predict(matrix)
            found = numpy.asarray(found, dtype=float).ravel()
            differences[file] = float(numpy.max(numpy.abs(found - expected) / numpy.maximum(1, numpy.abs(expected))))
    print(json.dumps({"xgboost": xgboost.__version__, "lightgbm": lightgbm.__version__, "differences": differences}))


{"train": train, "predict": predict}[sys.argv[1]](pathlib.Path(sys.argv[2]))
