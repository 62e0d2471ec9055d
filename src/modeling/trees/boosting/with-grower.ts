import { MillwrightError } from "../../../errors/index.ts";
import { binRows, type DenseMatrix, type GrowthSettings, type RowChunks, TreeGrower } from "../../../kernels/index.ts";
import type { TreeSettings } from "./boosting-settings.ts";
import { checkMemory, SAMPLE_ROWS } from "./training-memory.ts";

type Optional = "monotone" | "interactions" | "memoryLimitBytes";
type GrownSettings = Required<Omit<TreeSettings, Optional>> & Pick<TreeSettings, Optional>;

/** Settings as the grower takes them. @throws MODELING_SETTING_INVALID where they do not fit the columns */
export function growthSettings(learner: string, settings: GrownSettings, { columns, categories }: TreeRows): GrowthSettings {
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

/** Rows that trees are grown on: in memory, or in chunks that are gone through twice and not kept. */
export type TreeRows = DenseMatrix | (RowChunks & Pick<DenseMatrix, "categories">);

/** Bins the rows, makes a grower over them, calls `use` with it and frees both. @throws MODELING_MEMORY_EXCEEDED, KERNELS_OUT_OF_MEMORY */
export async function withGrower<T>(
  learner: string,
  rows: TreeRows,
  weight: Float64Array | undefined,
  settings: GrownSettings,
  { seed, outputs }: { seed: number; outputs: number },
  use: (grower: TreeGrower) => Promise<T>,
): Promise<T> {
  const { maximumBins, minimumBinRows } = settings;
  const growth = growthSettings(learner, settings, rows);
  checkMemory(learner, rows.rows, rows.columns, { ...settings, outputs }, settings.memoryLimitBytes);
  const binned = await binRows(rows, { maximumBins, minimumBinRows, sampleRows: SAMPLE_ROWS, seed }, rows.categories, weight);
  try {
    const grower = new TreeGrower(binned, growth);
    try {
      return await use(grower);
    } finally {
      grower.free();
    }
  } finally {
    binned.free();
  }
}
