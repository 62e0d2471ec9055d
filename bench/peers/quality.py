"""Answers JSON lines {"problem": name}: scikit-learn on the published rows in MILLWRIGHT_DATA, by the protocol of each benchmark.

Answers: {"metrics": {...}, "rows": {"train", "test"}, "seconds": of fitting (scaling and encoding included), "peer": who}.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from published import ames_rows, card_precision, handbook_block, handbook_rows, king_county_rows, ulb_rows


def fitted(model, x, y):
    start = time.perf_counter()
    model.fit(x, y)
    return model, time.perf_counter() - start


def handbook():
    rows, features = handbook_rows()
    train, test = handbook_block(rows, "2018-07-25")
    model, seconds = fitted(make_pipeline(StandardScaler(), LogisticRegression()), train[features], train.TX_FRAUD)
    probability = model.predict_proba(test[features])[:, 1]
    metrics = {
        "average_precision": average_precision_score(test.TX_FRAUD, probability),
        "roc_auc": roc_auc_score(test.TX_FRAUD, probability),
        "card_precision_at_100": card_precision(test, probability),
    }
    return metrics, train, test, seconds, f"LogisticRegression, {len(features)} features"


def ulb():
    """Genuine purchases weighted up to their true number where they are judged."""
    train, test, features = ulb_rows()
    model, seconds = fitted(make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)), train[features], train.Class)
    probability = model.predict_proba(test[features])[:, 1]
    weight = np.where(test.Class == 1, 1, 284_315 / 4_800)
    metrics = {
        "average_precision": average_precision_score(test.Class, probability, sample_weight=weight),
        "roc_auc": roc_auc_score(test.Class, probability),
    }
    return metrics, train, test, seconds, "LogisticRegression"


def ridge(train, test, target, ignored):
    """Ridge on the log price: medians and standard scores of numbers, one-hot of the other columns."""
    facts = [name for name in train.columns if name not in (*ignored, target)]
    numbers = [name for name in facts if pd.api.types.is_numeric_dtype(train[name])]
    kinds = [name for name in facts if name not in numbers]
    encoder = OneHotEncoder(handle_unknown="ignore", min_frequency=3)
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("kinds", make_pipeline(SimpleImputer(strategy="constant", fill_value="NA"), encoder), kinds),
        ]
    )
    train, test = (part.astype({name: object for name in kinds}) for part in (train, test))
    model, seconds = fitted(make_pipeline(columns, RidgeCV(np.logspace(-1, 3, 13))), train[facts], np.log1p(train[target]))
    logs, truth = model.predict(test[facts]), test[target]
    errors = np.expm1(logs) - truth
    metrics = {
        "rmsle": np.sqrt(np.mean((logs - np.log1p(truth)) ** 2)),
        "rmse": np.sqrt(np.mean(errors**2)),
        "mdape": np.median(np.abs(errors) / truth),
    }
    return metrics, train, test, seconds, f"RidgeCV of the log price, {len(facts)} columns"


def ames(extra_ignored=()):
    return ridge(*ames_rows(), "SalePrice", ("Order", "PID", *extra_ignored))


def king_county():
    return ridge(*king_county_rows(), "price", ("id", "date"))


PROBLEMS = {
    "card-fraud": handbook,
    "card-fraud/ulb": ulb,
    "house-price/ames": ames,
    "house-price/ames before the sale": lambda: ames(("Sale Condition", "Sale Type")),
    "house-price": king_county,
}

for line in sys.stdin:
    try:
        metrics, train, test, seconds, who = PROBLEMS[json.loads(line)["problem"]]()
        answer = {
            "metrics": {name: float(value) for name, value in metrics.items()},
            "rows": {"train": len(train), "test": len(test)},
            "seconds": seconds,
            "peer": f"scikit-learn {sklearn.__version__} {who}",
        }
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
