import type { TreeLink } from "../tree-ensemble.ts";
import { type Labels, type Objective, requireTruth, totalWeight } from "./objective.ts";

/** A loss that looks at one score and one truth. */
export interface PointwiseLoss {
  readonly name: string;
  readonly settings?: Objective["settings"];
  readonly link: TreeLink;
  readonly curvature: Objective["curvature"];
  readonly leafQuantile?: number;
  readonly compiled?: "squared" | "binary_log_loss";
  /** What truths it can learn, with words for the error. */
  readonly domain?: { readonly holds: (truth: number) => boolean; readonly allowed: string };
  readonly initialScore: (labels: Labels) => number;
  readonly loss: (score: number, truth: number) => number;
  readonly gradient: (score: number, truth: number) => number;
  readonly hessian: (score: number, truth: number) => number;
}

/** An objective with one output, from the loss of one row. */
export function pointwise(spec: PointwiseLoss): Objective {
  const { name, domain } = spec;
  return {
    name,
    settings: spec.settings ?? {},
    outputs: 1,
    link: spec.link,
    curvature: spec.curvature,
    ...(spec.leafQuantile === undefined ? {} : { leafQuantiles: [spec.leafQuantile] }),
    ...(spec.compiled === undefined ? {} : { compiled: spec.compiled }),
    check: (labels) => {
      if (domain !== undefined) requireTruth(name, labels, domain.holds, domain.allowed);
    },
    initialScores: (labels) => Float64Array.of(spec.initialScore(labels)),
    gradients: (scores, { rows, truth, weight }, gradient, hessian) => {
      for (let row = 0; row < rows; row++) {
        const score = scores[row] ?? 0;
        const y = truth[row] ?? 0;
        const w = weight?.[row] ?? 1;
        gradient[row] = w * spec.gradient(score, y);
        hessian[row] = w * spec.hessian(score, y);
      }
    },
    loss: (scores, labels) => {
      const { rows, truth, weight } = labels;
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += (weight?.[row] ?? 1) * spec.loss(scores[row] ?? 0, truth[row] ?? 0);
      return sum / totalWeight(labels);
    },
  };
}
