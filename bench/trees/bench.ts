/**
 * Boosted trees beside LightGBM, XGBoost, scikit-learn, CatBoost and ydf-training, in turns in one run: medians of 5 pairs or more,
 * 1 and 2 threads, the same rows, bins, leaves, trees and learning rate. `--only <part>` measures one part.
 */
import { setKernelThreads } from "../../src/kernels/index.ts";
import type { Figure } from "../figure.ts";
import { categories } from "./categories.ts";
import { memory } from "./memory.ts";
import { outOfCore } from "./out-of-core.ts";
import { prediction } from "./prediction.ts";
import { ranking } from "./ranking.ts";
import { training } from "./training.ts";
import { ydf } from "./ydf.ts";

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  training,
  categories,
  ranking,
  prediction,
  ydf,
  memory,
  "out-of-core": outOfCore,
};

/** Measures all parts, or one. */
export async function run(only?: string): Promise<readonly Figure[]> {
  if (only !== undefined && parts[only] === undefined) throw new Error(`There is no part "${only}": ${Object.keys(parts).join(", ")}.`);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (only !== undefined && name !== only) continue;
    console.error(name);
    figures.push(...(await measure()));
  }
  setKernelThreads(1);
  return figures;
}
