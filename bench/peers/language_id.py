"""Answers JSON lines {"train": file, "test": file}: naive Bayes on runs of one to five letters, learned and judged on the rows of the files.

Files hold JSON lines {text, language, kind}. Answers: {"accuracy": {kind: macro over languages}, "rows": {"train", "test"}, "seconds", "peer"}.
"""

import json
import re
import sys
import time
import unicodedata
from collections import defaultdict

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB


def read(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def normalised(text):
    """Lower case; all but letters, their marks and apostrophes become one space."""
    kept = "".join(c if unicodedata.category(c)[0] in "LM" or c in "'’" else " " for c in text.lower())
    return re.sub(r"\s+", " ", kept).strip()


def learn(rows):
    """One long text per language: counts add up, so this is the same as one row per text, and faster."""
    texts = defaultdict(list)
    for row in rows:
        texts[row["language"]].append(normalised(row["text"]))
    names = sorted(texts)
    vectorizer = CountVectorizer(analyzer="char_wb", ngram_range=(1, 5), lowercase=False, dtype=np.float32)
    counts = vectorizer.fit_transform([" ".join(texts[name]) for name in names])
    model = MultinomialNB(alpha=0.01, fit_prior=False).fit(counts, names)
    return vectorizer, np.ascontiguousarray(model.feature_log_prob_.T.astype(np.float32)), model.classes_


def judge(vectorizer, weights, classes, rows):
    """Share of right answers by kind, each language counting the same."""
    right = defaultdict(lambda: defaultdict(list))
    for at in range(0, len(rows), 20000):
        part = rows[at : at + 20000]
        scores = vectorizer.transform([normalised(row["text"]) for row in part]) @ weights
        for row, answer in zip(part, classes[scores.argmax(axis=1)]):
            right[row["kind"]][row["language"]].append(answer == row["language"])
    return {kind: float(np.mean([np.mean(hits) for hits in languages.values()])) for kind, languages in right.items()}


for line in sys.stdin:
    try:
        question = json.loads(line)
        train, test = read(question["train"]), read(question["test"])
        start = time.perf_counter()
        learned = learn(train)
        seconds = time.perf_counter() - start
        answer = {
            "accuracy": judge(*learned, test),
            "rows": {"train": len(train), "test": len(test)},
            "seconds": seconds,
            "peer": f"scikit-learn {sklearn.__version__} MultinomialNB, char_wb 1 to 5, alpha 0.01, {len(learned[1]):,} n-grams",
        }
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
