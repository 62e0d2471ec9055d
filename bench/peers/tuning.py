"""Optuna as a peer: answers each JSON line with one. Keeps one study per seed, all told and asked in step."""
import json
import sys
import time

import numpy
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def sampler_of(name, seed):
    if name == "tpe":
        return optuna.samplers.TPESampler(seed=seed)
    if name == "gp":
        return optuna.samplers.GPSampler(seed=seed)
    if name == "cmaes":
        return optuna.samplers.CmaEsSampler(seed=seed)
    if name == "random":
        return optuna.samplers.RandomSampler(seed=seed)
    raise ValueError(f"no sampler {name}")


def suggest(trial, space):
    values = {}
    for name, parameter in space.items():
        if parameter["kind"] == "conditional":
            if any(values.get(parent) not in allowed for parent, allowed in parameter["condition"].items()):
                continue
            parameter = parameter["parameter"]
        if parameter["kind"] == "category":
            values[name] = trial.suggest_categorical(name, parameter["choices"])
        else:
            draw = trial.suggest_int if parameter["kind"] == "integer" else trial.suggest_float
            values[name] = draw(name, parameter["low"], parameter["high"], log=parameter["scale"] == "log")
    return values


class Studies:
    def __init__(self, sampler, space, seeds):
        self.space = space
        self.studies = [optuna.create_study(sampler=sampler_of(sampler, seed)) for seed in range(seeds)]
        self.ask()

    def ask(self):
        self.trials = [study.ask() for study in self.studies]
        self.asked = [suggest(trial, self.space) for trial in self.trials]

    def tell(self, values, last):
        for study, trial, value in zip(self.studies, self.trials, values):
            study.tell(trial, value)
        if not last:
            self.ask()


def skopt_studies(space, seeds):
    """scikit-optimize's Gaussian process; it knows no conditions."""
    import skopt

    dimensions = []
    for name, parameter in space.items():
        if parameter["kind"] == "category":
            dimensions.append(skopt.space.Categorical(parameter["choices"], name=name))
        else:
            make = skopt.space.Integer if parameter["kind"] == "integer" else skopt.space.Real
            prior = "log-uniform" if parameter["scale"] == "log" else "uniform"
            dimensions.append(make(parameter["low"], parameter["high"], prior=prior, name=name))
    return [skopt.Optimizer(dimensions, "GP", random_state=seed, n_initial_points=10) for seed in range(seeds)]


class SkoptStudies:
    def __init__(self, space, seeds):
        self.names = list(space)
        self.optimizers = skopt_studies(space, seeds)
        self.ask()

    def ask(self):
        self.points = [optimizer.ask() for optimizer in self.optimizers]
        self.asked = [{n: v.item() if hasattr(v, "item") else v for n, v in zip(self.names, point)} for point in self.points]

    def tell(self, values, last):
        for optimizer, point, value in zip(self.optimizers, self.points, values):
            optimizer.tell(point, value)
        if not last:
            self.ask()


def overhead(sampler, space, counts, around, values):
    """Processor seconds of one suggestion at these numbers of finished trials: the median of some around each."""
    study = optuna.create_study(sampler=sampler_of(sampler, 1))
    spent = []
    for value in values:
        begin = time.process_time()
        trial = study.ask()
        suggest(trial, space)
        spent.append(time.process_time() - begin)
        study.tell(trial, value)
    return [float(numpy.median(spent[max(0, count - around) : count + around])) for count in counts]


def ped_anova(parameters, space, values):
    distributions = {}
    for name, p in space.items():
        if p["kind"] == "category":
            distributions[name] = optuna.distributions.CategoricalDistribution(p["choices"])
        else:
            make = optuna.distributions.IntDistribution if p["kind"] == "integer" else optuna.distributions.FloatDistribution
            distributions[name] = make(p["low"], p["high"], log=p["scale"] == "log")
    study = optuna.create_study()
    study.add_trials([optuna.create_trial(params=p, distributions=distributions, value=v) for p, v in zip(parameters, values)])
    answer = {}
    for name, evaluator in (
        ("ped", optuna.importance.PedAnovaImportanceEvaluator()),
        ("fanova", optuna.importance.FanovaImportanceEvaluator(seed=0)),
    ):
        begin = time.process_time()
        answer[name] = dict(optuna.importance.get_param_importances(study, evaluator=evaluator))
        answer[name + "_seconds"] = time.process_time() - begin
    return answer


studies = None
for line in sys.stdin:
    question = json.loads(line)
    try:
        if "start" in question:
            start = question["start"]
            if start["sampler"] == "skopt":
                studies = SkoptStudies(start["space"], start["seeds"])
            else:
                studies = Studies(**start)
            answer = {"asked": studies.asked}
        elif "tell" in question:
            studies.tell(question["tell"], question["last"])
            answer = {"asked": studies.asked}
        elif "overhead" in question:
            answer = {"seconds": overhead(**question["overhead"])}
        elif "importance" in question:
            answer = ped_anova(**question["importance"])
        else:
            answer = {"version": optuna.__version__}
    except Exception as problem:
        answer = {"error": repr(problem)}
    print(json.dumps(answer), flush=True)
