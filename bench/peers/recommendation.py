"""Peers of the recommenders: implicit (ALS, BPR, item-kNN) and EASE as its paper has it, in numpy. One JSON line in, one out."""
import json, sys, time
import numpy as np, scipy.sparse as sp
import implicit
from implicit.als import AlternatingLeastSquares
from implicit.bpr import BayesianPersonalizedRanking
from implicit.nearest_neighbours import CosineRecommender

state = {}


def load(folder, threads):
    shape = json.load(open(f"{folder}/shape.json"))
    users, items = np.fromfile(f"{folder}/users.i32", np.int32), np.fromfile(f"{folder}/items.i32", np.int32)
    matrix = sp.csr_matrix((np.ones(len(users), np.float32), (users, items)), shape=(shape["users"], shape["items"]))
    matrix.data[:] = 1
    state.update(matrix=matrix, threads=threads, asked=np.fromfile(f"{folder}/asked.i32", np.int32), target=np.fromfile(f"{folder}/target.i32", np.int32))
    return {"implicit": implicit.__version__, "numpy": np.__version__}


def quality(lists):
    hits = lists == state["target"][:, None]
    return {"hit": float(hits.any(1).mean()), "ndcg": float((hits / np.log2(np.arange(2, 12))).sum(1).mean())}


def fit(kind, settings):
    matrix, threads = state["matrix"], state["threads"]
    begin, cpu = time.perf_counter(), time.process_time()
    if kind == "ease":
        gram = (matrix.T @ matrix).toarray().astype(settings["type"])
        diagonal = np.diag_indices(gram.shape[0])
        gram[diagonal] += settings["penalty"]
        inverse = np.linalg.inv(gram)
        weights = inverse / -np.diag(inverse)
        weights[diagonal] = 0
    elif kind == "als":
        model = AlternatingLeastSquares(num_threads=threads, random_state=0, use_gpu=False, **settings)
    elif kind == "bpr":
        model = BayesianPersonalizedRanking(num_threads=threads, random_state=0, use_gpu=False, **settings)
    else:
        model = CosineRecommender(num_threads=threads, **settings)
    if kind != "ease":
        model.fit(matrix, show_progress=False)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    asked = state["asked"]
    if kind != "ease":
        lists, _ = model.recommend(asked, matrix[asked], N=10, filter_already_liked_items=True)
        return {"seconds": seconds, "cpu": cpu, **quality(lists)}
    lists = []
    for start in range(0, len(asked), 500):
        known = matrix[asked[start : start + 500]]
        scores = known @ weights
        scores[known.nonzero()] = -np.inf
        top = np.argpartition(-scores, 10)[:, :10]
        lists.append(np.take_along_axis(top, np.argsort(-np.take_along_axis(scores, top, 1), 1), 1))
    return {"seconds": seconds, "cpu": cpu, **quality(np.concatenate(lists))}


for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = load(question["load"], question["threads"]) if "load" in question else fit(question["fit"], question["settings"])
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
