"""Answers JSON lines {"problem": name}: scikit-learn on the published rows in MILLWRIGHT_DATA, by the protocol of each benchmark.

Answers: {"metrics": {...}, "rows": {"train", "test"}, "seconds": of fitting (scaling and encoding included), "peer": who}.
"""

import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

DATA = Path(os.environ["MILLWRIGHT_DATA"])


def fitted(model, x, y):
    start = time.perf_counter()
    model.fit(x, y)
    return model, time.perf_counter() - start


def customer_windows(purchases):
    """Count and mean amount of a card's purchases over 1, 7 and 30 days, the purchase itself included."""
    amounts = purchases.set_index("TX_DATETIME").TX_AMOUNT
    columns = {}
    for days in (1, 7, 30):
        window = amounts.rolling(f"{days}D")
        columns[f"count_{days}"] = window.count().values
        columns[f"mean_{days}"] = window.sum().values / window.count().values
    return pd.DataFrame(columns, index=purchases.index)


def terminal_windows(purchases):
    """Count and share of frauds at a terminal over 1, 7 and 30 days that ended a week ago."""
    frauds = purchases.set_index("TX_DATETIME").TX_FRAUD
    week = frauds.rolling("7D")
    columns = {}
    for days in (1, 7, 30):
        window = frauds.rolling(f"{7 + days}D")
        count = window.count().values - week.count().values
        found = window.sum().values - week.sum().values
        columns[f"terminal_count_{days}"] = count
        columns[f"terminal_risk_{days}"] = np.where(count > 0, found / np.maximum(count, 1), 0)
    return pd.DataFrame(columns, index=purchases.index)


def card_precision(test, probability, k=100):
    """Mean over days of compromised cards among the k highest, cards that were found before left out."""
    rows = test[["CUSTOMER_ID", "TX_TIME_DAYS", "TX_FRAUD"]].assign(probability=probability)
    found, shares = set(), []
    for _, day in rows.groupby("TX_TIME_DAYS"):
        cards = day[~day.CUSTOMER_ID.isin(found)].groupby("CUSTOMER_ID").max()
        highest = cards.sort_values("probability", ascending=False).head(k)
        hits = highest.index[highest.TX_FRAUD == 1]
        found |= set(hits)
        shares.append(len(hits) / k)
    return np.mean(shares)


def handbook():
    """Chapter 3 of the Fraud Detection Handbook: a week to learn from, a week of delay, a week to judge on, known cards left out."""
    rows = pd.read_parquet(DATA / "card-fraud/handbook_tx_2018-06-11_2018-08-14.parquet")
    rows = rows.sort_values(["TX_DATETIME", "TRANSACTION_ID"]).reset_index(drop=True)
    rows["weekend"] = (rows.TX_DATETIME.dt.day_of_week >= 5).astype(int)
    rows["night"] = (rows.TX_DATETIME.dt.hour <= 6).astype(int)
    rows = rows.join(pd.concat([customer_windows(group) for _, group in rows.groupby("CUSTOMER_ID")]))
    rows = rows.join(pd.concat([terminal_windows(group) for _, group in rows.groupby("TERMINAL_ID")]))
    features = ["TX_AMOUNT", "weekend", "night", *[name for name in rows.columns if name.startswith(("count_", "mean_", "terminal_"))]]
    date = rows.TX_DATETIME.dt.strftime("%Y-%m-%d")
    train = rows[(date >= "2018-07-25") & (date <= "2018-07-31")]
    first, known, days = int(train.TX_TIME_DAYS.min()), set(train[train.TX_FRAUD == 1].CUSTOMER_ID), []
    for day in range(7):
        labelled = rows[rows.TX_TIME_DAYS == first + 7 + day - 1]
        known |= set(labelled[labelled.TX_FRAUD == 1].CUSTOMER_ID)
        today = rows[rows.TX_TIME_DAYS == first + 14 + day]
        days.append(today[~today.CUSTOMER_ID.isin(known)])
    test = pd.concat(days)
    model, seconds = fitted(make_pipeline(StandardScaler(), LogisticRegression()), train[features], train.TX_FRAUD)
    probability = model.predict_proba(test[features])[:, 1]
    metrics = {
        "average_precision": average_precision_score(test.TX_FRAUD, probability),
        "roc_auc": roc_auc_score(test.TX_FRAUD, probability),
        "card_precision_at_100": card_precision(test, probability),
    }
    return metrics, train, test, seconds, f"LogisticRegression, {len(features)} features"


def ulb():
    """The first 70 % in order of time to learn from, the rest to judge on with genuine purchases weighted up to their true number."""
    rows = pd.read_csv(DATA / "card-fraud/ulb_creditcard_sample_5292.csv.gz").sort_values("Time", kind="stable")
    cut = int(0.7 * len(rows))
    train, test = rows[:cut], rows[cut:]
    features = [name for name in rows.columns if name not in ("Time", "Class")]
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
    rows = pd.read_csv(DATA / "house-price/ames_housing.csv.gz", index_col=0)
    rows["MS SubClass"] = rows["MS SubClass"].astype(str)
    judged = json.loads((DATA / "house-price/splits/ames_seed0.test_rows.json").read_text())
    test = rows.index.isin(rows.index[judged])
    return ridge(rows[~test], rows[test], "SalePrice", ("Order", "PID", *extra_ignored))


def king_county():
    rows = pd.read_csv(DATA / "house-price/kc_house_data.csv.gz")
    date = pd.to_datetime(rows.date, format="%m/%d/%Y")
    rows["day"] = (date - date.min()).dt.days
    rows["sqft_basement"] = pd.to_numeric(rows.sqft_basement, errors="coerce")
    rows["grade"] = rows.grade.str.extract(r"(\d+)")[0].astype(int)
    for name, steps in (("condition", "Poor,Fair,Average,Good,Very Good"), ("view", "NONE,FAIR,AVERAGE,GOOD,EXCELLENT")):
        rows[name] = rows[name].map({step: rank for rank, step in enumerate(steps.split(","))})
    rows["waterfront"] = (rows.waterfront == "YES").astype(int)
    rows["zipcode"] = rows.zipcode.astype(str)
    early = date <= "2015-02-28"
    return ridge(rows[early], rows[~early], "price", ("id", "date"))


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
