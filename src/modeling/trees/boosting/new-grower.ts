import { MillwrightError } from "../../../errors/index.ts";
import { type DenseMatrix, type GrowthSettings, ReferenceGrower, referenceBins, type Tree } from "../../../kernels/index.ts";
import type { ScoreArray } from "../objectives/objective.ts";
import type { TreeSettings } from "./boosting-settings.ts";

/** What grows trees on binned rows. */
export interface Grower {
  /** Derivatives to learn from, length rows; written by the caller before each tree. */
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  grow(request: { output: number; rows?: Int32Array; columns?: Uint8Array; seed: number }): Tree;
  /** Leaf of every row in the last tree. */
  leafOfRows(): Int32Array;
  /** Adds to every row's score the value of its leaf in the last tree. */
  addLastTree(score: ScoreArray, leafValues: Float64Array): void;
  free(): void;
}

/** Rows that cut points are found from. */
const SAMPLE_ROWS = 200_000;

type GrownSettings = Required<Omit<TreeSettings, "monotone" | "interactions">> & Pick<TreeSettings, "monotone" | "interactions">;

/** Settings as the grower takes them. @throws MODELING_SETTING_INVALID where they do not fit the columns */
export function growthSettings(learner: string, settings: GrownSettings, { columns, categories }: DenseMatrix): GrowthSettings {
  const { monotone, interactions, growth, nodeColumnShare } = settings;
  const refuse = (problem: string, fix: string): never => {
    throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given ${problem}.`, fix);
  };
  if (monotone !== undefined && monotone.length !== columns) {
    refuse(`${monotone.length} monotone signs for ${columns} columns`, "Give one per column.");
  }
  const ordered = monotone?.findIndex((sign, column) => sign !== 0 && (categories?.[column] ?? 0) > 0) ?? -1;
  if (ordered >= 0) refuse(`a monotone sign for column ${ordered}, which holds categories`, "Categories have no order; give 0.");
  const beyond = interactions?.flat().find((column) => column >= columns);
  if (beyond !== undefined) refuse(`column ${beyond} in interactions, of ${columns} columns`, `Columns are 0 to ${columns - 1}.`);
  return {
    policy: growth,
    maximumLeaves: settings.maximumLeaves,
    maximumDepth: settings.maximumDepth,
    minimumLeafRows: settings.minimumLeafRows,
    minimumLeafHessian: settings.minimumLeafHessian,
    l1: settings.l1,
    l2: settings.l2,
    minimumGain: settings.minimumGain,
    maximumLeafValue: settings.maximumLeafValue,
    ...(monotone === undefined ? {} : { monotone: Int8Array.from(monotone) }),
    ...(interactions === undefined ? {} : { interactions }),
    columnsPerNode: nodeColumnShare < 1 ? Math.max(1, Math.round(nodeColumnShare * columns)) : 0,
    categorySmoothing: settings.categorySmoothing,
    categoryL2: settings.categoryL2,
    maximumCategoriesPerSplit: settings.maximumCategoriesPerSplit,
    minimumCategoryRows: settings.minimumCategoryRows,
    randomThresholds: settings.randomThresholds,
    precision: settings.precision,
  };
}

/** Bins the rows and makes a grower over them; the caller frees it. */
export async function newGrower(
  learner: string,
  rows: DenseMatrix,
  weight: Float64Array | undefined,
  settings: GrownSettings,
  seed: number,
): Promise<Grower> {
  const { maximumBins, minimumBinRows } = settings;
  const growth = growthSettings(learner, settings, rows);
  const bins = referenceBins(rows, { maximumBins, minimumBinRows, sampleRows: SAMPLE_ROWS, seed }, rows.categories, weight);
  return new ReferenceGrower(bins, growth);
}
