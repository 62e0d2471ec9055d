"""The tree libraries behind one interface. Each is imported when it is first used: memory is measured of processes that use one.

bin(rows, settings, threads) makes the library's own binned data, train(binned, rows, settings, threads) a model of it;
settings are {trees, leaves, rate, also: {what else to give the library}}.
"""

import os

import numpy as np

MINIMUM_ROWS = 20
BINS = 255


def category_columns(rows):
    return [column for column, codes in enumerate(rows["categories"]) if codes > 0]


class LightGBM:
    OBJECTIVES = {"binary": "binary", "ranking": "lambdarank", "regression": "regression"}

    def version(self):
        import lightgbm

        return f"LightGBM {lightgbm.__version__}"

    def settings(self, rows, settings, threads):
        return {
            "objective": self.OBJECTIVES[rows["objective"]],
            "num_leaves": settings["leaves"],
            "learning_rate": settings["rate"],
            "max_bin": BINS,
            "min_data_in_leaf": MINIMUM_ROWS,
            "num_threads": threads,
            "verbose": -1,
            **settings.get("also", {}),
        }

    def bin(self, rows, settings, threads):
        import lightgbm

        columns = category_columns(rows) or "auto"
        params = self.settings(rows, settings, threads)
        data = lightgbm.Dataset(rows["x"], rows["y"], group=rows["sizes"], categorical_feature=columns, params=params)
        return data.construct()

    def train(self, binned, rows, settings, threads):
        import lightgbm

        return lightgbm.train(self.settings(rows, settings, threads), binned, settings["trees"])

    def rows(self, part):
        return part["x"]

    def predict(self, model, x, threads):
        return model.predict(x, num_threads=threads)


class XGBoost:
    OBJECTIVES = {"binary": "binary:logistic", "ranking": "rank:ndcg", "regression": "reg:squarederror"}

    def version(self):
        import xgboost

        return f"XGBoost {xgboost.__version__}"

    def bin(self, rows, settings, threads):
        import xgboost

        kinds = ["c" if codes > 0 else "q" for codes in rows["categories"]]
        queries = None if rows["sizes"] is None else np.repeat(np.arange(len(rows["sizes"])), rows["sizes"])
        return xgboost.QuantileDMatrix(
            rows["x"], rows["y"], qid=queries, max_bin=BINS, nthread=threads, feature_types=kinds, enable_categorical=True
        )

    def train(self, binned, rows, settings, threads):
        import xgboost

        params = {
            "objective": self.OBJECTIVES[rows["objective"]],
            "tree_method": "hist",
            "grow_policy": "lossguide",
            "max_leaves": settings["leaves"],
            "max_depth": 0,
            "eta": settings["rate"],
            "max_bin": BINS,
            "lambda": 0,
            "min_child_weight": 1e-3,
            "nthread": threads,
            **settings.get("also", {}),
        }
        return xgboost.train(params, binned, settings["trees"])

    def rows(self, part):
        self.kinds = ["c" if codes > 0 else "q" for codes in part["categories"]]
        return part["x"]

    def predict(self, model, x, threads):
        import xgboost

        model.set_param({"nthread": threads})
        if "c" in self.kinds:
            return model.predict(xgboost.DMatrix(x, feature_types=self.kinds, enable_categorical=True, nthread=threads))
        return model.inplace_predict(x)


class HistGradientBoosting:
    def version(self):
        import sklearn

        return f"scikit-learn {sklearn.__version__} HistGradientBoosting"

    def bin(self, rows, settings, threads):
        import sklearn.ensemble  # noqa: F401  imported before the clock of training starts; it bins when it trains

        return None

    def train(self, binned, rows, settings, threads):
        from sklearn.ensemble import HistGradientBoostingClassifier

        model = HistGradientBoostingClassifier(
            max_iter=settings["trees"],
            max_leaf_nodes=settings["leaves"],
            learning_rate=settings["rate"],
            max_bins=BINS,
            min_samples_leaf=MINIMUM_ROWS,
            early_stopping=False,
        )
        return model.fit(rows["x"], rows["y"])

    def rows(self, part):
        return part["x"]

    def predict(self, model, x, threads):
        return model.predict_proba(x)[:, 1]


class CatBoost:
    LOSSES = {"binary": "Logloss", "ranking": "YetiRank", "regression": "RMSE"}

    def version(self):
        import catboost

        return f"CatBoost {catboost.__version__}"

    def pool(self, rows, with_labels=True):
        import catboost

        columns = category_columns(rows)
        x = rows["x"]
        if columns:
            import pandas as pd

            x = pd.DataFrame(x).astype({column: int for column in columns})
        queries = None if rows["sizes"] is None else np.repeat(np.arange(len(rows["sizes"])), rows["sizes"])
        return catboost.Pool(x, rows["y"] if with_labels else None, cat_features=columns, group_id=queries)

    def bin(self, rows, settings, threads):
        return self.pool(rows)

    def train(self, binned, rows, settings, threads):
        import catboost

        params = {
            "loss_function": self.LOSSES[rows["objective"]],
            "iterations": settings["trees"],
            "learning_rate": settings["rate"],
            "border_count": BINS - 1,
            "thread_count": threads,
            "boosting_type": "Plain",
            "grow_policy": "Lossguide",
            "max_leaves": settings["leaves"],
            "min_data_in_leaf": MINIMUM_ROWS,
            "allow_writing_files": False,
            "verbose": False,
            **settings.get("also", {}),
        }
        return catboost.CatBoost(params).fit(binned)

    def rows(self, part):
        self.objective = part["objective"]
        return self.pool(part, with_labels=False)

    def predict(self, model, x, threads):
        kind = "Probability" if self.objective == "binary" else "RawFormulaVal"
        answers = model.predict(x, prediction_type=kind, thread_count=threads)
        return answers[:, 1] if self.objective == "binary" else answers


LIBRARIES = {
    "lightgbm": LightGBM(),
    "xgboost": XGBoost(),
    "histgradientboosting": HistGradientBoosting(),
    "catboost": CatBoost(),
}

# Their own progress would mix with the answers.
os.environ["PYTHONUNBUFFERED"] = "1"
