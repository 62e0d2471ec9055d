"""The published sets on which tree learners are compared, each one matrix with its splits: folds to choose settings on, made of rows
that were there before the test rows, and the test split of the published protocol.

write(folder) puts each below folder/<name>: x.f32 [rows, columns], y.f64, meta.json {task, classes, metric, categories, ...},
<fold>.learn.i32 and <fold>.judge.i32 for fold 0 … and test; query.i32, card.i32 and day.i32 where there are such.
"""

import gzip
import io
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.datasets import load_svmlight_file
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold

from published import DATA, ames_rows, handbook_block, handbook_rows, king_county_rows, ulb_rows


def encoded(frame, learned):
    """Numbers as they are; other columns as codes of the values that the learned rows have, missing where they have none."""
    columns, categories = {}, []
    for name in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[name]):
            columns[name], count = frame[name].astype(float), 0
        else:
            values = frame[name].astype(object).where(frame[name].notna(), "NA").astype(str)
            known = sorted(values[learned].unique())
            codes = pd.Categorical(values, categories=known).codes.astype(float)
            columns[name], count = np.where(codes < 0, np.nan, codes), len(known)
        categories.append(count)
    return np.column_stack(list(columns.values())), categories


def spans(rows, shares):
    """Folds in order of time: learn from the first share of the rows, judge on those up to the second."""
    return [(np.arange(int(a * rows)), np.arange(int(a * rows), int(b * rows))) for a, b in shares]


def one(name, task, metric, frame, y, folds, test, **more):
    x, categories = encoded(frame, test[0])
    return {"name": name, "task": task, "metric": metric, "x": x, "y": np.asarray(y, float), "categories": categories, "folds": folds, "test": test, **more}


def handbook():
    rows, features = handbook_rows()
    places = lambda block: tuple(part.index.to_numpy() for part in block)
    folds = [places(handbook_block(rows, begin)) for begin in ("2018-07-04", "2018-07-11")]
    test = places(handbook_block(rows, "2018-07-25"))
    used = np.unique(np.concatenate([part for split in (*folds, test) for part in split]))
    at = lambda split: tuple(np.searchsorted(used, part) for part in split)
    kept = rows.loc[used]
    return one("card-fraud", "binary", "average_precision", kept[features], kept.TX_FRAUD, [at(fold) for fold in folds], at(test),
               card=kept.CUSTOMER_ID.to_numpy(), day=kept.TX_TIME_DAYS.to_numpy())


def ulb():
    train, test, features = ulb_rows()
    rows = pd.concat([train, test])
    n = len(train)
    split = (np.arange(n), np.arange(n, len(rows)))
    return one("card-fraud-ulb", "binary", "average_precision", rows[features], rows.Class, spans(n, [(0.5, 0.75), (0.75, 1)]), split, negative_weight=284_315 / 4_800)


def random_folds(n, folds, labels=None):
    maker = KFold(folds, shuffle=True, random_state=1) if labels is None else StratifiedKFold(folds, shuffle=True, random_state=1)
    return list(maker.split(np.zeros(n), labels))


def ames():
    train, test = ames_rows()
    rows = pd.concat([train, test])
    frame = rows.drop(columns=["Order", "PID", "SalePrice", "Sale Condition", "Sale Type"])
    split = (np.arange(len(train)), np.arange(len(train), len(rows)))
    return one("house-price-ames", "regression", "rmse", frame, np.log1p(rows.SalePrice), random_folds(len(train), 3), split)


def king_county():
    train, test = king_county_rows()
    train = train.sort_values("day", kind="stable")
    rows = pd.concat([train, test])
    folds = []
    for begin, end in ((180, 240), (240, 400)):
        known = train.day.to_numpy()
        folds.append((np.flatnonzero(known < begin), np.flatnonzero((known >= begin) & (known < end))))
    split = (np.arange(len(train)), np.arange(len(train), len(rows)))
    return one("house-price", "regression", "rmse", rows.drop(columns=["id", "date", "price"]), np.log1p(rows.price), folds, split)


def adult():
    names = "age workclass fnlwgt education education_num marital occupation relationship race sex gain loss hours country y".split()
    parts = [pd.read_csv(DATA / f"gbdt-bench/adult-{part}.csv.gz", header=None, names=names, skipinitialspace=True) for part in ("train", "test")]
    rows = pd.concat(parts, ignore_index=True)
    y = rows.y.astype(str).str.startswith(">50K").astype(int)
    n = len(parts[0])
    return one("adult", "binary", "accuracy", rows.drop(columns="y"), y, random_folds(n, 3, y[:n])[:2], (np.arange(n), np.arange(n, len(rows))))


def bike():
    rows = pd.read_csv(DATA / "gbdt-bench/bike_sharing_hour.csv.gz")
    rows["day"] = pd.to_datetime(rows.dteday).dt.day
    n = int(0.8 * len(rows))
    frame = rows.drop(columns=["instant", "dteday", "casual", "registered", "cnt"])
    frame = frame.astype({name: object for name in ("season", "mnth", "hr", "weekday", "weathersit")})
    # Codes in order of the number, so that they can also be read as numbers.
    for name in ("mnth", "hr"):
        frame[name] = frame[name].map(lambda value: f"{int(value):02d}")
    return one("bike", "count", "rmse", frame, rows.cnt, spans(n, [(0.6, 0.8), (0.8, 1)]), (np.arange(n), np.arange(n, len(rows))))


def covtype():
    rows = pd.read_csv(DATA / "gbdt-bench/covtype_sample_10k.csv.gz")
    y = rows.iloc[:, -1] - 1
    test = np.asarray(json.loads((DATA / "gbdt-bench/splits/covtype_strat_seed0.test_rows.json").read_text()))
    learned = np.setdiff1d(np.arange(len(rows)), test)
    folds = [(learned[a], learned[b]) for a, b in random_folds(len(learned), 3, y[learned])[:2]]
    return one("covtype", "multiclass", "accuracy", rows.iloc[:, :-1], y, folds, (learned, test), classes=7)


def higgs():
    parts = [pd.read_csv(DATA / f"gbdt-bench/lightgbm_examples/binary.{part}.gz", sep="\t", header=None) for part in ("train", "test")]
    rows = pd.concat(parts, ignore_index=True)
    n = len(parts[0])
    return one("higgs", "binary", "roc_auc", rows.iloc[:, 1:], rows[0], random_folds(n, 3, rows[0][:n]), (np.arange(n), np.arange(n, len(rows))))


def ranking():
    x, y, query, count = [], [], [], 0
    for part in ("train", "test"):
        text = gzip.open(DATA / f"rental-search/ltr_lightgbm/rank.{part}.gz").read()
        features, labels = load_svmlight_file(io.BytesIO(text), n_features=301)
        sizes = np.loadtxt(DATA / f"rental-search/ltr_lightgbm/rank.{part}.query", dtype=int)
        x.append(features.toarray())
        y.append(labels)
        query.append(count + np.repeat(np.arange(len(sizes)), sizes))
        count += len(sizes)
    n = len(y[0])
    folds = list(GroupKFold(3, shuffle=True, random_state=1).split(x[0], groups=query[0]))
    return one("ranking", "ranking", "ndcg_at_10", pd.DataFrame(np.vstack(x)), np.concatenate(y), folds, (np.arange(n), np.arange(n, n + len(y[1]))), query=np.concatenate(query))


SETS = (handbook, ulb, ames, king_county, adult, bike, covtype, higgs, ranking)


def write(folder):
    names = []
    for make in SETS:
        made = make()
        place = Path(folder) / made["name"]
        place.mkdir(parents=True, exist_ok=True)
        made["x"].astype(np.float32).tofile(place / "x.f32")
        made["y"].tofile(place / "y.f64")
        for name in ("query", "card", "day"):
            if name in made:
                made[name].astype(np.int32).tofile(place / f"{name}.i32")
        for fold, (learn, judge) in {**dict(enumerate(made["folds"])), "test": made["test"]}.items():
            np.asarray(learn, np.int32).tofile(place / f"{fold}.learn.i32")
            np.asarray(judge, np.int32).tofile(place / f"{fold}.judge.i32")
        meta = {name: made[name] for name in ("name", "task", "metric", "categories")}
        meta |= {"classes": made.get("classes", 0), "folds": len(made["folds"]), "negativeWeight": made.get("negative_weight", 1)}
        (place / "meta.json").write_text(json.dumps(meta))
        names.append(made["name"])
    return names


if __name__ == "__main__":
    print(json.dumps(write(sys.argv[1])))
