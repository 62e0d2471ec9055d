import { normaliseRows, sigmoidInPlace, softmaxInPlace } from "../../kernels/index.ts";
import type { TreeLink } from "./tree-ensemble.ts";

/** Turns scores, row-major [rows, outputs], into predictions in place. */
export function applyLink(link: TreeLink, scores: Float64Array, outputs: number): void {
  if (link === "sigmoid" || link === "one_vs_rest") sigmoidInPlace(scores);
  if (link === "one_vs_rest") normaliseRows(scores, outputs);
  if (link === "softmax") softmaxInPlace(scores, outputs);
  if (link === "exponential") for (let i = 0; i < scores.length; i++) scores[i] = Math.exp(scores[i] ?? Number.NaN);
}
