"""Prints the numbers that src/modeling/linear/golden.test.ts and its neighbours compare with: bench/peers/.venv/bin/python bench/peers/golden_linear.py"""

import json
import warnings

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.linear_model import ElasticNet, HuberRegressor, Lasso, LogisticRegression, Ridge, RidgeCV
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

warnings.filterwarnings("ignore")
rows, columns = 60, 4
i, j = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
x = np.float64(np.float32(np.sin(1.3 * i + 2.1 * j) + 0.5 * np.cos(0.7 * i * (j + 1)) + 0.2 * j))
score = x @ np.array([1.0, -2.0, 0.5, 0.0])
value = score + np.sin(5.0 * np.arange(rows)) + 3
value_outliers = value + np.where(np.arange(rows) % 10 == 0, 15.0, 0.0)
label = (score + np.sin(5.0 * np.arange(rows)) > 0).astype(int)
three = np.digitize(score + np.sin(5.0 * np.arange(rows)), [-1, 1])
weight = 1.0 + np.arange(rows) % 3
counts = np.float64((i * (j + 2) + i * i) % 5)
tight = dict(tol=1e-10, max_iter=100000)


def flat(model):
    return [float(v) for v in np.ravel(model.coef_)] + [float(v) for v in np.ravel(model.intercept_)]


ridge_cv = RidgeCV(alphas=[0.01, 0.1, 1, 10, 100], store_cv_results=True).fit(x, value)
result = {
    "version": sklearn.__version__,
    "ridge": flat(Ridge(alpha=2).fit(x, value)),
    "ridgeWeighted": flat(Ridge(alpha=2).fit(x, value, weight)),
    "ridgeCv": {"alpha": float(ridge_cv.alpha_), "errors": [float(v) for v in ridge_cv.cv_results_.mean(axis=0)]},
    "lasso": flat(Lasso(alpha=0.1, **tight).fit(x, value)),
    "elasticNet": flat(ElasticNet(alpha=0.1, l1_ratio=0.3, **tight).fit(x, value)),
    "huber": flat(HuberRegressor(epsilon=1.35, alpha=0.5, tol=1e-10, max_iter=10000).fit(x, value_outliers)),
    "logistic": flat(LogisticRegression(C=0.5, solver="newton-cholesky", **tight).fit(x, label)),
    "logisticWeighted": flat(LogisticRegression(C=0.5, solver="newton-cholesky", **tight).fit(x, label, weight)),
    "multinomial": flat(LogisticRegression(C=0.5, **tight).fit(x, three)),
    "multinomialBayes": [float(v) for v in MultinomialNB(alpha=0.7).fit(counts, three).predict_proba(counts[:4]).ravel()],
    "complementBayes": [float(v) for v in ComplementNB(alpha=0.7).fit(counts, three).predict_proba(counts[:4]).ravel()],
    "neighborsUniform": [float(v) for v in KNeighborsClassifier(5).fit(x[10:], three[10:]).predict_proba(x[:4]).ravel()],
    "neighborsDistance": [float(v) for v in KNeighborsRegressor(5, weights="distance").fit(x[10:], value[10:]).predict(x[:4])],
}
print(json.dumps(result, indent=1))
