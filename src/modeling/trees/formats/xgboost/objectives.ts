import type { TreeLink } from "../../tree-ensemble.ts";
import type { FileFaults } from "../file-faults.ts";

/** What an objective of XGBoost makes of scores, and on which scale it stores the score to start from. */
interface Objective {
  readonly link: TreeLink;
  /** `base_score` → score. */
  readonly toScore: (base: number) => number;
}

const identity: Objective = { link: "identity", toScore: (base) => base };
const logistic: Objective = { link: "sigmoid", toScore: (base) => -Math.log(1 / base - 1) };
const logarithmic: Objective = { link: "exponential", toScore: Math.log };

const objectives: Readonly<Record<string, Objective>> = {
  "reg:squarederror": identity,
  "reg:linear": identity,
  "reg:squaredlogerror": identity,
  "reg:pseudohubererror": identity,
  "reg:absoluteerror": identity,
  "reg:quantileerror": identity,
  "reg:expectileerror": identity,
  "reg:logistic": logistic,
  "binary:logistic": logistic,
  "binary:logitraw": identity,
  "multi:softprob": { link: "softmax", toScore: (base) => base },
  "multi:softmax": { link: "softmax", toScore: (base) => base },
  "count:poisson": logarithmic,
  "reg:gamma": logarithmic,
  "reg:tweedie": logarithmic,
  "survival:cox": logarithmic,
  "survival:aft": logarithmic,
  "rank:pairwise": identity,
  "rank:ndcg": identity,
  "rank:map": identity,
};

/** @throws MODELING_FILE_UNSUPPORTED */
export function objectiveOf(name: string, faults: FileFaults): Objective {
  if (Object.hasOwn(objectives, name)) return objectives[name] ?? identity;
  return faults.unsupported(`was trained with the objective "${name}".`, `Use one of ${Object.keys(objectives).join(", ")}.`);
}

/** Objectives that stand for a link when an ensemble is written, with a `base_score` that means a score of 0. */
export const objectiveOfLink: Readonly<Partial<Record<TreeLink, readonly [name: string, neutralBase: string]>>> = {
  identity: ["reg:squarederror", "0E0"],
  sigmoid: ["binary:logistic", "5E-1"],
  softmax: ["multi:softprob", "0E0"],
  exponential: ["count:poisson", "1E0"],
};
