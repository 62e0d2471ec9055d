"""Answers JSON lines about a tree problem in a folder (meta.json, {train,test}.x.f32, .y.f64, .queries.i32).

{"load": folder, "part": "train" | "test"}: reads rows. Answers {"rows"}.
{"train": {library, trees, leaves, rate, ...}}: times binning and training on the rows that were loaded. Answers {"binning", "seconds", "cpu"}.
{"predict": file}: times the last model on the test rows and writes float64 predictions. Answers {"seconds"}.
{"save": file}: writes the last model (LightGBM).
{"predict_one": calls}: seconds of predicting one row, each call (LightGBM, through its C interface).
{"memory": true}: bytes that this process holds now and held at most.
"""

import ctypes
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from tree_libraries import LIBRARIES

THREADS = int(os.environ["OMP_NUM_THREADS"])


def read(folder, part):
    folder = Path(folder)
    meta = json.loads((folder / "meta.json").read_text())
    x = np.fromfile(folder / f"{part}.x.f32", dtype=np.float32).reshape(-1, meta["columns"])
    y = np.fromfile(folder / f"{part}.y.f64", dtype=np.float64)
    queries = folder / f"{part}.queries.i32"
    sizes = np.fromfile(queries, dtype=np.int32) if queries.exists() else None
    return {**meta, "x": x, "y": y, "sizes": sizes}


def memory():
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {"now": int(lines["VmRSS"].split()[0]) * 1024, "most": int(lines["VmHWM"].split()[0]) * 1024}


def predict_one(model, x, calls):
    """LightGBM's fastest way to score one row, without its Python layer; a call that does nothing is timed beside it."""
    from lightgbm.basic import _LIB

    handle = ctypes.c_void_p()
    parameters = ctypes.c_char_p(b"num_threads=1")
    _LIB.LGBM_BoosterPredictForMatSingleRowFastInit(model._handle, 1, 0, -1, 0, x.shape[1], parameters, ctypes.byref(handle))
    answer, length = (ctypes.c_double * 1)(), ctypes.c_int64()
    rows = [ctypes.c_void_p(x[i].ctypes.data) for i in range(min(1000, len(x)))]
    wanted, counted = ctypes.byref(length), []
    nothing = ctypes.CDLL(None).labs
    for scored in (True, False):
        seconds = np.empty(calls)
        for call in range(calls):
            row = rows[call % len(rows)]
            begin = time.perf_counter_ns()
            if scored:
                _LIB.LGBM_BoosterPredictForMatSingleRowFast(handle, row, wanted, answer)
            else:
                nothing(3)
            seconds[call] = (time.perf_counter_ns() - begin) / 1e9
        counted.append(float(np.median(seconds)))
    _LIB.LGBM_FastConfigFree(handle)
    return {"seconds": counted[0], "empty_call": counted[1]}


class Peer:
    def __init__(self):
        self.parts, self.model, self.library = {}, None, None

    def load(self, question):
        self.parts[question["part"]] = read(question["load"], question["part"])
        return {"rows": len(self.parts[question["part"]]["y"])}

    def train(self, question):
        settings = dict(question["train"])
        self.model = None
        self.library = LIBRARIES[settings.pop("library")]
        begin, cpu = time.perf_counter(), time.process_time()
        binned = self.library.bin(self.parts["train"], settings, THREADS)
        middle = time.perf_counter()
        self.model = self.library.train(binned, self.parts["train"], settings, THREADS)
        end = time.perf_counter()
        return {"binning": middle - begin, "seconds": end - begin, "cpu": time.process_time() - cpu, "version": self.library.version()}

    def predict(self, question):
        x = self.library.rows(self.parts["test"])
        begin = time.perf_counter()
        answers = self.library.predict(self.model, x, THREADS)
        seconds = time.perf_counter() - begin
        np.asarray(answers, dtype=np.float64).tofile(question["predict"])
        return {"seconds": seconds}

    def answer(self, question):
        for name in ("load", "train", "predict"):
            if name in question:
                return getattr(self, name)(question)
        if "predict_one" in question:
            return predict_one(self.model, self.parts["test"]["x"], question["predict_one"])
        if "save" in question:
            self.model.save_model(question["save"])
            return {}
        return memory()


def main():
    peer = Peer()
    for line in sys.stdin:
        try:
            answer = peer.answer(json.loads(line))
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
