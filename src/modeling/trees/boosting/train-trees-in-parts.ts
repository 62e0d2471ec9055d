import { MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import type { BoostingSettings } from "./boosting-settings.ts";
import { fillBoosting } from "./check-boosting.ts";
import type { TrainedTrees } from "./grow-rounds.ts";
import { trainTrees } from "./train-trees.ts";
import { type MemorySettings, trainingMemoryBytes } from "./training-memory.ts";

/** Rows that lie on disk in parts, each a random sample of all; `scatterRows` makes them. */
export interface ExampleParts {
  readonly columns: number;
  /** Rows of each part. */
  readonly sizes: readonly number[];
  /** The rows of some parts. @param room - where they may be written in place of new memory; what was read into it before is lost. */
  read(parts: readonly number[], room?: PartsRoom): Promise<Examples>;
}

/** Memory for the rows of parts: length rows · columns, and length rows, or more. */
export interface PartsRoom {
  readonly values: Float32Array;
  readonly truth: Float64Array;
}

/** How much memory there is. */
export interface PartsSettings {
  /** Bytes that this process may hold; of them 310 MB are kept for the runtime, the query engine and the kernels. */
  readonly memoryLimit: number;
}

/** What the runtime, the query engine, the compiled kernels and values that wait to be collected take. */
const OWN_BYTES = 310e6;

/** Bytes of a process that trains on so many rows at a time: rows, their labels, scores of the trees before, and what growing takes. */
export function partsMemoryBytes(rows: number, columns: number, settings: MemorySettings): number {
  return OWN_BYTES + rows * (4 * columns + 8 + 16 * settings.outputs) + trainingMemoryBytes(rows, columns, settings);
}

/**
 * Parts that are read together: as many as fit, in groups of about equal size.
 * @throws MODELING_MEMORY_TOO_SMALL when not even the largest part fits
 */
function groupsOf({ columns, sizes }: ExampleParts, { memoryLimit }: PartsSettings, settings: MemorySettings): number[][] {
  const largest = Math.max(...sizes);
  let together = sizes.length;
  while (together > 0 && partsMemoryBytes(together * largest, columns, settings) > memoryLimit) together--;
  if (together === 0) {
    const needed = Math.ceil(partsMemoryBytes(largest, columns, settings) / 1e6);
    const problem = `${Math.round(memoryLimit / 1e6)} MB do not hold the largest part, of ${largest} rows and ${columns} columns.`;
    throw new MillwrightError("MODELING_MEMORY_TOO_SMALL", problem, `Give at least ${needed} MB, or scatter the rows to more parts.`);
  }
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
  const settings = fillBoosting(learner, boosting);
  const { rounds, earlyStopping, startFrom } = settings;
  const groups = groupsOf(parts, memory, { ...settings, outputs: settings.objective.outputs });
  if (earlyStopping !== undefined || startFrom !== undefined || rounds < groups.length) {
    const problem = rounds < groups.length ? `${rounds} rounds for ${groups.length} groups of rows` : "early stopping or startFrom";
    const fix = "Give a number of rounds, at least one for each group that fits into memory.";
    throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given ${problem}.`, fix);
  }
  const { onProgress, ...silent } = context;
  const seeds = random(context.seed);
  const most = Math.max(...groups.map((group) => group.reduce((sum, part) => sum + (parts.sizes[part] ?? 0), 0)));
  // One room for all groups: rows of a group would else wait to be collected while the next ones are read.
  const room = { values: new Float32Array(most * parts.columns), truth: new Float64Array(most) };
  let trained: TrainedTrees | undefined;
  let grown = 0;
  for (const [index, group] of groups.entries()) {
    const begin = Math.round((index * rounds) / groups.length);
    const end = Math.round(((index + 1) * rounds) / groups.length);
    const start = trained === undefined ? {} : { startFrom: trained.ensemble };
    // Another seed for each group, or all would draw the same rows and columns.
    const seed = groups.length === 1 ? context.seed : seeds.fork(`group ${index}`).integer(2 ** 31);
    const seeded = { ...silent, seed };
    trained = await trainTrees(learner, await parts.read(group, room), { ...boosting, rounds: end - begin, ...start }, seeded);
    grown += trained.rounds;
    onProgress?.({ step: end, steps: rounds, values: {} });
    if (trained.aborted) break;
  }
  return { ...(trained as TrainedTrees), rounds: grown };
}
