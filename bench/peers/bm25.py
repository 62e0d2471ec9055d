"""BM25 of bm25s and rank_bm25: one JSON question a line, one answer a line."""
import importlib.metadata
import json
import sys
import time


def with_bm25s(texts, queries, k):
    import bm25s

    started = time.process_time()
    index = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
    build = time.process_time() - started
    started = time.process_time()
    found = []
    for query in queries:
        tokens = bm25s.tokenize([query], stopwords=None, show_progress=False)
        best, _ = index.retrieve(tokens, k=k, show_progress=False)
        found.append([int(item) for item in best[0]])
    return build, (time.process_time() - started) / len(queries), found


def with_rank_bm25(texts, queries, k):
    import numpy as np
    from rank_bm25 import BM25Okapi

    started = time.process_time()
    index = BM25Okapi([text.split() for text in texts], k1=1.2, b=0.75)
    build = time.process_time() - started
    started = time.process_time()
    found = []
    for query in queries:
        scores = index.get_scores(query.split())
        best = np.argpartition(-scores, k)[:k]
        found.append([int(item) for item in best[np.argsort(-scores[best])]])
    return build, (time.process_time() - started) / len(queries), found


for line in sys.stdin:
    question = json.loads(line)
    try:
        library = question["library"]
        run = with_bm25s if library == "bm25s" else with_rank_bm25
        build, query, found = run(question["texts"], question["queries"], question["k"])
        version = importlib.metadata.version(library.replace("_", "-"))
        print(json.dumps({"version": version, "buildMs": 1000 * build, "queryMs": 1000 * query, "found": found}), flush=True)
    except Exception as error:  # the peer's fault is reported, not hidden
        print(json.dumps({"error": repr(error)}), flush=True)
