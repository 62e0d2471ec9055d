"""Answers JSON lines {set: folder, split, library, settings | null, checkpoints: [...], to: file}: learns on the split's learned rows and
writes predictions for its judged rows, float64 [checkpoints, rows, width], after so many trees each. No settings: the library's
defaults, predicted once. Answers {"seconds", "peer"}.

Settings are those of bench/trees-quality/settings.ts, the same for every library; each takes what it has.
"""

import json
import sys
import time
from functools import lru_cache
from pathlib import Path

import numpy as np


@lru_cache(maxsize=2)
def read(folder):
    folder = Path(folder)
    meta = json.loads((folder / "meta.json").read_text())
    meta["x"] = np.fromfile(folder / "x.f32", np.float32).reshape(-1, len(meta["categories"]))
    meta["y"] = np.fromfile(folder / "y.f64")
    query = folder / "query.i32"
    meta["query"] = np.fromfile(query, np.int32) if query.exists() else None
    return meta


class Problem:
    """The rows of one split."""

    def __init__(self, folder, split, settings):
        data = read(folder)
        learn, judge = (np.fromfile(Path(folder) / f"{split}.{part}.i32", np.int32) for part in ("learn", "judge"))
        self.task, self.classes = data["task"], data["classes"]
        self.x, self.y, self.judged = data["x"][learn], data["y"][learn], data["x"][judge]
        self.query = None if data["query"] is None else data["query"][learn]
        self.sizes = None if self.query is None else np.unique(self.query, return_counts=True)[1]
        native = settings is None or settings["categories"] == "native"
        self.categories = [column for column, codes in enumerate(data["categories"]) if codes > 0] if native else []
        self.poisson = self.task == "count" and settings is not None and settings["objective"] == "poisson"


def linked(problem, scores):
    if problem.task == "binary":
        return 1 / (1 + np.exp(-scores))
    if problem.task == "multiclass":
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)
    return np.exp(scores) if problem.poisson else scores


def lightgbm(problem, settings, checkpoints):
    import lightgbm as library

    objective = {"binary": "binary", "multiclass": "multiclass", "ranking": "lambdarank"}.get(problem.task, "poisson" if problem.poisson else "regression")
    params = {"objective": objective, "verbose": -1, "num_threads": 1, "seed": 0}
    if problem.classes > 2:
        params["num_class"] = problem.classes
    trees = 100
    if settings is not None:
        trees = checkpoints[-1]
        params |= {
            "learning_rate": settings["rate"],
            "num_leaves": settings["leaves"],
            "min_data_in_leaf": settings["minimumLeafRows"],
            "lambda_l2": settings["l2"],
            "feature_fraction": settings["columnShare"],
            "bagging_fraction": settings["rowShare"],
            "bagging_freq": 1,
            "extra_trees": settings["randomThresholds"],
            "cat_smooth": settings["categorySmoothing"],
        }
    data = library.Dataset(problem.x, problem.y, group=problem.sizes, categorical_feature=problem.categories or "auto", params=params)
    model = library.train(params, data, trees)
    # Its predictions of all trees anew at each count would take longer than training.
    answers, scores, before = [], 0.0, 0
    for count in checkpoints or [trees]:
        scores = scores + model.predict(problem.judged, start_iteration=before, num_iteration=count - before, raw_score=True, num_threads=1)
        before = count
        answers.append(linked(problem, scores))
    return library.__version__, answers


def xgboost(problem, settings, checkpoints):
    import xgboost as library

    objective = {"binary": "binary:logistic", "multiclass": "multi:softprob", "ranking": "rank:ndcg"}.get(
        problem.task, "count:poisson" if problem.poisson else "reg:squarederror"
    )
    params = {"objective": objective, "nthread": 1, "seed": 0}
    if problem.classes > 2:
        params["num_class"] = problem.classes
    trees = 100
    if settings is not None:
        trees = checkpoints[-1]
        params |= {
            "eta": settings["rate"],
            "grow_policy": "lossguide",
            "max_depth": 0,
            "max_leaves": settings["leaves"],
            "min_child_weight": settings["minimumLeafRows"] * (0.25 if problem.task in ("binary", "multiclass") else 1),
            "lambda": settings["l2"],
            "colsample_bytree": settings["columnShare"],
            "subsample": settings["rowShare"],
            # Its authors' and the published protocol's way with few codes is one-hot.
            "max_cat_to_onehot": 1000 if settings["randomThresholds"] else 4,
        }
    kinds = ["c" if column in problem.categories else "q" for column in range(problem.x.shape[1])]
    also = {"feature_types": kinds, "enable_categorical": True}
    data = library.DMatrix(problem.x, problem.y, qid=problem.query, **also)
    model = library.train(params, data, trees)
    judged = library.DMatrix(problem.judged, **also)
    return library.__version__, [model.predict(judged, iteration_range=(0, count)) for count in checkpoints or [trees]]


def catboost(problem, settings, checkpoints):
    import catboost as library
    import pandas as pd

    def pool(x, y=None, query=None):
        frame = pd.DataFrame(x)
        if problem.categories:
            frame = frame.fillna({column: -1 for column in problem.categories}).astype({column: int for column in problem.categories})
        return library.Pool(frame, y, cat_features=problem.categories, group_id=query)

    loss = {"binary": "Logloss", "multiclass": "MultiClass", "ranking": "YetiRank"}.get(problem.task, "Poisson" if problem.poisson else "RMSE")
    params = {"loss_function": loss, "thread_count": 1, "random_seed": 0, "verbose": False, "allow_writing_files": False}
    if settings is not None:
        params |= {
            "iterations": checkpoints[-1],
            "learning_rate": settings["rate"],
            "depth": int(np.clip(round(np.log2(settings["leaves"])), 3, 8)),
            "l2_leaf_reg": settings["l2"],
            "rsm": settings["columnShare"],
            "bootstrap_type": "Bernoulli",
            "subsample": settings["rowShare"],
            "random_strength": 2 if settings["randomThresholds"] else 1,
        }
    model = library.CatBoost(params).fit(pool(problem.x, problem.y, problem.query))
    kind = {"binary": "Probability", "multiclass": "Probability"}.get(problem.task, "Exponent" if problem.poisson else "RawFormulaVal")
    answers = [model.predict(pool(problem.judged), prediction_type=kind, ntree_end=count) for count in checkpoints or [0]]
    return library.__version__, [answer[:, 1] if problem.task == "binary" else answer for answer in answers]


def histgradientboosting(problem, settings, checkpoints):
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    classify = problem.task in ("binary", "multiclass")
    params = {"random_state": 0, "categorical_features": problem.categories or None}
    if problem.poisson:
        params["loss"] = "poisson"
    if settings is not None:
        params |= {
            "max_iter": checkpoints[-1],
            "learning_rate": settings["rate"],
            "max_leaf_nodes": settings["leaves"],
            "min_samples_leaf": settings["minimumLeafRows"],
            "l2_regularization": settings["l2"],
            "max_features": settings["columnShare"],
            "early_stopping": False,
        }
    model = (HistGradientBoostingClassifier if classify else HistGradientBoostingRegressor)(**params).fit(problem.x, problem.y)
    if settings is None:
        answers = [model.predict_proba(problem.judged) if classify else model.predict(problem.judged)]
    else:
        staged = model.staged_predict_proba(problem.judged) if classify else model.staged_predict(problem.judged)
        answers = [answer for count, answer in enumerate(staged, 1) if count in checkpoints]
    return sklearn.__version__, [answer[:, 1] if problem.task == "binary" else answer for answer in answers]


def forest(kind):
    def learn(problem, settings, checkpoints):
        import sklearn
        import sklearn.ensemble
        from sklearn.impute import SimpleImputer

        classify = problem.task in ("binary", "multiclass")
        maker = getattr(sklearn.ensemble, f"{kind}{'Classifier' if classify else 'Regressor'}")
        imputer = SimpleImputer(strategy="median", keep_empty_features=True).fit(problem.x)
        model = maker(300, random_state=0, n_jobs=1).fit(imputer.transform(problem.x), problem.y)
        judged = imputer.transform(problem.judged)
        answer = model.predict_proba(judged) if classify else model.predict(judged)
        return sklearn.__version__, [answer[:, 1] if problem.task == "binary" else answer]

    return learn


LIBRARIES = {
    "LightGBM": lightgbm,
    "XGBoost": xgboost,
    "CatBoost": catboost,
    "HistGradientBoosting": histgradientboosting,
    "RandomForest": forest("RandomForest"),
    "ExtraTrees": forest("ExtraTrees"),
}


def main():
    for line in sys.stdin:
        question = json.loads(line)
        try:
            problem = Problem(question["set"], question["split"], question["settings"])
            begin = time.perf_counter()
            version, answers = LIBRARIES[question["library"]](problem, question["settings"], question["checkpoints"])
            seconds = time.perf_counter() - begin
            answers = [np.asarray(answer, np.float64) for answer in answers]
            if problem.task == "count":
                answers = [np.maximum(answer, 0) for answer in answers]
            np.stack(answers).tofile(question["to"])
            answer = {"seconds": seconds, "peer": f"{question['library']} {version}"}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
