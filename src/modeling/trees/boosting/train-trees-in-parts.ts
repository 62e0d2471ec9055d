import { MillwrightError } from "../../../errors/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import type { BoostingSettings } from "./boosting-settings.ts";
import { fillBoosting } from "./check-boosting.ts";
import type { TrainedTrees } from "./grow-rounds.ts";
import { trainTrees } from "./train-trees.ts";

/** Rows that lie on disk in parts, each a random sample of all; `scatterRows` makes them. */
export interface ExampleParts {
  readonly columns: number;
  /** Rows of each part. */
  readonly sizes: readonly number[];
  /** The rows of some parts. */
  read(parts: readonly number[]): Promise<Examples>;
}

/** How much memory there is. */
export interface PartsSettings {
  /** Bytes that this process may hold; of them 260 MB are kept for the runtime, the query engine and the kernels. */
  readonly memoryLimit: number;
}

/** What the runtime, the query engine and the compiled kernels take before any row is read. */
const OWN_BYTES = 260e6;

/** Bytes that a row takes while trees are grown on it: its numbers, its bins twice, derivatives, scores and row lists, each with its copies. */
function bytesPerRow(columns: number): number {
  return 4 * columns + columns + 16 * Math.ceil(columns / 16) + 130;
}

/**
 * Parts that are read together: as many as fit, in groups of about equal size.
 * @throws MODELING_MEMORY_TOO_SMALL when not even the largest part fits
 */
function groupsOf({ columns, sizes }: ExampleParts, { memoryLimit }: PartsSettings): number[][] {
  const fitting = Math.floor((memoryLimit - OWN_BYTES) / bytesPerRow(columns));
  const largest = Math.max(...sizes);
  if (fitting < largest) {
    const needed = Math.ceil((OWN_BYTES + largest * bytesPerRow(columns)) / 1e6);
    const problem = `${Math.round(memoryLimit / 1e6)} MB do not hold the largest part, of ${largest} rows and ${columns} columns.`;
    throw new MillwrightError("MODELING_MEMORY_TOO_SMALL", problem, `Give at least ${needed} MB, or scatter the rows to more parts.`);
  }
  const together = Math.max(1, Math.floor(fitting / largest));
  const count = Math.ceil(sizes.length / together);
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (const part of sizes.keys()) groups[part % count]?.push(part);
  return groups;
}

/**
 * Boosts trees on more rows than memory holds: each group of parts that fits is read in turn and some rounds are grown on it, on top of
 * those before. Every row is learned from; a tree sees the rows of one group, which is boosting with a row sample of that share.
 * The rounds are divided equally among the groups; there must be at least as many rounds as groups.
 * @param boosting - without early stopping and `startFrom`; `rounds` over all groups together.
 * @throws MODELING_MEMORY_TOO_SMALL, MODELING_SETTING_INVALID, and what `trainTrees` throws
 * @see Friedman (2002), "Stochastic Gradient Boosting", Computational Statistics & Data Analysis 38(4).
 * @example await trainTreesInParts("flights", parts, { objective: squared(), rounds: 200 }, { memoryLimit: 2 ** 29 }, context);
 */
export async function trainTreesInParts(
  learner: string,
  parts: ExampleParts,
  boosting: BoostingSettings,
  memory: PartsSettings,
  context: FitContext,
): Promise<TrainedTrees> {
  const { rounds, earlyStopping, startFrom } = fillBoosting(learner, boosting);
  const groups = groupsOf(parts, memory);
  if (earlyStopping !== undefined || startFrom !== undefined || rounds < groups.length) {
    const problem = rounds < groups.length ? `${rounds} rounds for ${groups.length} groups of rows` : "early stopping or startFrom";
    const fix = "Give a number of rounds, at least one for each group that fits into memory.";
    throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given ${problem}.`, fix);
  }
  const { onProgress, ...silent } = context;
  let trained: TrainedTrees | undefined;
  let grown = 0;
  for (const [index, group] of groups.entries()) {
    const begin = Math.round((index * rounds) / groups.length);
    const end = Math.round(((index + 1) * rounds) / groups.length);
    const start = trained === undefined ? {} : { startFrom: trained.ensemble };
    // Another seed for each group, or all would draw the same rows and columns.
    const seeded = { ...silent, seed: context.seed + index };
    trained = await trainTrees(learner, await parts.read(group), { ...boosting, rounds: end - begin, ...start }, seeded);
    grown += trained.rounds;
    onProgress?.({ step: end, steps: rounds, values: {} });
    if (trained.aborted) break;
  }
  return { ...(trained as TrainedTrees), rounds: grown };
}
