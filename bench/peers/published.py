"""The published rows in MILLWRIGHT_DATA, prepared and divided by the protocol of each benchmark."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(os.environ["MILLWRIGHT_DATA"])


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


def handbook_rows():
    """All purchases with weekend, night and the windows of card and terminal; answers them and the names of the features."""
    rows = pd.read_parquet(DATA / "card-fraud/handbook_tx_2018-06-11_2018-08-14.parquet")
    rows = rows.sort_values(["TX_DATETIME", "TRANSACTION_ID"]).reset_index(drop=True)
    rows["weekend"] = (rows.TX_DATETIME.dt.day_of_week >= 5).astype(int)
    rows["night"] = (rows.TX_DATETIME.dt.hour <= 6).astype(int)
    rows = rows.join(pd.concat([customer_windows(group) for _, group in rows.groupby("CUSTOMER_ID")]))
    rows = rows.join(pd.concat([terminal_windows(group) for _, group in rows.groupby("TERMINAL_ID")]))
    features = ["TX_AMOUNT", "weekend", "night", *[name for name in rows.columns if name.startswith(("count_", "mean_", "terminal_"))]]
    return rows, features


def handbook_block(rows, begin):
    """Chapter 3 of the Fraud Detection Handbook: a week to learn from, a week of delay, a week to judge on, known cards left out."""
    first = int(rows.TX_TIME_DAYS[rows.TX_DATETIME >= begin].iloc[0])
    train = rows[(rows.TX_TIME_DAYS >= first) & (rows.TX_TIME_DAYS < first + 7)]
    known, days = set(train[train.TX_FRAUD == 1].CUSTOMER_ID), []
    for day in range(7):
        labelled = rows[rows.TX_TIME_DAYS == first + 7 + day - 1]
        known |= set(labelled[labelled.TX_FRAUD == 1].CUSTOMER_ID)
        today = rows[rows.TX_TIME_DAYS == first + 14 + day]
        days.append(today[~today.CUSTOMER_ID.isin(known)])
    return train, pd.concat(days)


def ulb_rows():
    """Real purchases in order of time: the first 70 % to learn from, the rest to judge on."""
    rows = pd.read_csv(DATA / "card-fraud/ulb_creditcard_sample_5292.csv.gz").sort_values("Time", kind="stable")
    cut = int(0.7 * len(rows))
    return rows[:cut], rows[cut:], [name for name in rows.columns if name not in ("Time", "Class")]


def ames_rows():
    rows = pd.read_csv(DATA / "house-price/ames_housing.csv.gz", index_col=0)
    rows["MS SubClass"] = rows["MS SubClass"].astype(str)
    judged = json.loads((DATA / "house-price/splits/ames_seed0.test_rows.json").read_text())
    test = rows.index.isin(rows.index[judged])
    return rows[~test], rows[test]


def king_county_rows():
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
    return rows[early], rows[~early]
