"""Small models of XGBoost and LightGBM with what these libraries predict from them, and how they and the package shap explain it.

Run: bench/peers/.venv/bin/python bench/peers/golden_trees.py; then `npx biome format --write` on what it wrote.
Data are made here from a seed. Numbers are float32, as both libraries are given them.
"""

import base64
import json
import pathlib

import lightgbm
import numpy
import shap
import xgboost

FOLDER = pathlib.Path(__file__).parents[2] / "src/modeling/trees/formats/fixtures"
ROWS, SHOWN = 400, 14


def features(seed, missing):
    """Three numbers and a column of categories 0..8; the first shown rows hold what breaks easily."""
    generator = numpy.random.default_rng(seed)
    x = generator.normal(size=(ROWS, 4)).astype(numpy.float32)
    x[:, 0] = numpy.round(x[:, 0] * 2) / 2
    x[:, 3] = generator.integers(0, 9, ROWS)
    if missing:
        x[generator.random((ROWS, 4)) < 0.15] = numpy.nan
    return x


def signal(x):
    filled = numpy.nan_to_num(x, nan=0.4)
    return filled[:, 0] - filled[:, 1] * filled[:, 2] + (filled[:, 3].astype(int) % 3) + numpy.isnan(x[:, 1])


def plain(values):
    """Numbers as short as their type allows; None for NaN."""
    return [None if numpy.isnan(value) else float(str(value)) for value in numpy.asarray(values).ravel()]


def xgboost_cases():
    x = features(1, True)
    numbers = x.copy()
    numbers[:, 3] = numpy.nan_to_num(numbers[:, 3], nan=4)
    y = signal(x)
    quantised = numpy.digitize(y, [0.3, 1.4])
    common = {"max_depth": 3, "eta": 0.5, "seed": 3, "nthread": 1, "tree_method": "hist"}
    three = dict(common, objective="multi:softprob", num_class=3, max_depth=2)
    cases = [
        ("squared error, json", "json", dict(common, objective="reg:squarederror"), y, False, 3),
        ("logistic", "ubj", dict(common, objective="binary:logistic"), (y > 1).astype(int), False, 3),
        ("raw logistic", "json", dict(common, objective="binary:logitraw", max_depth=2), (y > 1).astype(int), False, 2),
        ("softmax", "ubj", three, quantised, False, 2),
        ("poisson", "ubj", dict(common, objective="count:poisson"), numpy.floor(numpy.abs(y)), False, 3),
        ("dropped-out trees", "json", dict(common, objective="reg:squarederror", booster="dart", rate_drop=0.5, max_depth=2), y, False, 5),
        ("categories", "ubj", dict(common, objective="reg:squarederror", max_cat_to_onehot=2), y, True, 3),
        ("categories one by one", "json", dict(common, objective="reg:squarederror", max_cat_to_onehot=20), y, True, 2),
        ("forest", "ubj", dict(common, objective="reg:squarederror", num_parallel_tree=3, subsample=0.5, eta=1), y, False, 1),
        ("leaves of vectors", "ubj", dict(common, objective="reg:squarederror", multi_strategy="multi_output_tree", max_depth=2), numpy.c_[y, -2 * y + x[:, 0]], False, 2),
        ("several targets", "json", dict(common, objective="reg:squarederror", max_depth=2), numpy.nan_to_num(numpy.c_[y, -2 * y + x[:, 0]]), False, 2),
    ]
    for name, kind, settings, target, categories, rounds in cases:
        target = numpy.nan_to_num(target)
        types = ["q", "q", "q", "c"] if categories else None
        matrix = xgboost.DMatrix(x, label=target, feature_types=types, enable_categorical=categories)
        booster = xgboost.train(settings, matrix, rounds)
        yield xgboost_case(name, kind, booster, x, types)
        if name == "squared error, json":
            yield older_case(booster, x)


def xgboost_case(name, kind, booster, x, types):
    raw = bytes(booster.save_raw(kind))
    shown = xgboost.DMatrix(x[:SHOWN], feature_types=types, enable_categorical=types is not None)
    case = {
        "name": name,
        "model": base64.b64encode(raw).decode() if kind == "ubj" else raw.decode(),
        "format": kind,
        "rows": plain(x[:SHOWN]),
        "margin": plain(booster.predict(shown, output_margin=True)),
        "prediction": plain(booster.predict(shown)),
    }
    if "vectors" not in name and "dropped" not in name:
        case["contributions"] = plain(booster.predict(shown, pred_contribs=True))
    if name in ("logistic", "softmax", "categories"):
        case["interactions"] = plain(booster.predict(shown, pred_interactions=True))
    return case


def older_case(booster, x):
    """The same model as versions before 3.1 wrote it: one number as base_score."""
    model = json.loads(bytes(booster.save_raw("json")))
    param = model["learner"]["learner_model_param"]
    param["base_score"] = param["base_score"].strip("[]")
    model["version"] = [2, 1, 4]
    for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
        tree.pop("cats", None)
    model["learner"]["gradient_booster"]["model"].pop("cats", None)
    older = xgboost.Booster()
    older.load_model(bytearray(json.dumps(model).encode()))
    return xgboost_case("one base score, as before 3.1", "json", older, x, None) | {"model": json.dumps(model)}


def lightgbm_cases():
    x = features(2, True)
    full = features(3, False)
    y, y_full = signal(x), signal(full)
    common = {"num_leaves": 6, "learning_rate": 0.4, "min_data_in_leaf": 5, "verbose": -1, "seed": 4, "num_threads": 1, "deterministic": True}
    category = {"min_data_per_group": 5, "cat_smooth": 1, "cat_l2": 1, "max_cat_to_onehot": 1}
    three = numpy.digitize(y, [0.3, 1.4])
    sparse = x.copy()
    sparse[numpy.abs(sparse) < 0.6] = 0
    forest = {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6, "feature_fraction": 0.8}
    return [
        lightgbm_case("squared error", dict(common, objective="regression"), x, x, y, 3),
        lightgbm_case("a steeper sigmoid", dict(common, objective="binary", sigmoid=1.7), x, x, y > 1, 3),
        lightgbm_case("softmax", dict(common, objective="multiclass", num_class=3, num_leaves=4), x, x, three, 2),
        lightgbm_case("one against the rest", dict(common, objective="multiclassova", num_class=3, num_leaves=4, sigmoid=0.8), x, x, three, 2),
        lightgbm_case("zeros are missing", dict(common, objective="regression", zero_as_missing=True), sparse, sparse, y, 3),
        lightgbm_case("nothing was missing", dict(common, objective="regression"), full, x, y_full, 3),
        lightgbm_case("missing values are not used", dict(common, objective="regression", use_missing=False), x, x, y, 3),
        lightgbm_case("categories", dict(common, **category, objective="regression"), x, x, y, 3, [3]),
        lightgbm_case("categories one by one", dict(common, **dict(category, max_cat_to_onehot=20), objective="regression"), x, x, y, 3, [3]),
        lightgbm_case("poisson", dict(common, objective="poisson"), x, x, numpy.abs(y), 3),
        lightgbm_case("absolute error", dict(common, objective="regression_l1"), x, x, y, 2),
        lightgbm_case("dropped-out trees", dict(common, objective="regression", boosting="dart", drop_rate=0.6), x, x, y, 5),
        lightgbm_case("forest", dict(common, **forest, objective="regression"), x, x, y, 3),
        lightgbm_case("forest of classes", dict(common, **forest, objective="binary"), x, x, y > 1, 3),
        lightgbm_case("trees of one leaf", dict(common, objective="binary", min_data_in_leaf=ROWS), x, x, y > 1, 2),
    ]


def lightgbm_case(name, settings, x, x_shown, y, rounds, categories="auto"):
    """`scale` is what the library multiplies margins by before its link."""
    data = lightgbm.Dataset(x, label=numpy.asarray(y, dtype=numpy.float64), categorical_feature=categories)
    booster = lightgbm.train(settings, data, rounds)
    shown = x_shown[:SHOWN].astype(numpy.float64)
    text = booster.model_to_string()
    against = {}
    if name == "squared error":
        # The last rows are the background of the first six.
        explainer = shap.TreeExplainer(booster, data=shown[6:], feature_perturbation="interventional")
        against = {"against": plain(explainer.shap_values(shown[:6])), "againstBase": float(explainer.expected_value)}
    return against | {
        "name": name,
        "model": text[: text.index("end of trees")] + "end of trees\n",
        "rows": plain(x_shown[:SHOWN]),
        "margin": plain(booster.predict(shown, raw_score=True)),
        "scale": settings.get("sigmoid", 1) / (rounds if settings.get("boosting") == "rf" else 1),
        "prediction": plain(booster.predict(shown)),
        "contributions": plain(booster.predict(shown, pred_contrib=True)),
    }


def write(name, library, cases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    contents = {"source": f"{library.__name__} {library.__version__}, bench/peers/golden_trees.py", "columns": 4, "cases": list(cases)}
    (FOLDER / name).write_text(json.dumps(contents, ensure_ascii=False) + "\n")


write("xgboost.json", xgboost, xgboost_cases())
write("lightgbm.json", lightgbm, lightgbm_cases())
