import type { GrowthSettings } from "../../../kernels/index.ts";
import type { Metric } from "../../metrics/metric.ts";
import type { Objective } from "../objectives/objective.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";

/** When to stop before all trees are grown. */
export interface EarlyStopping {
  /** Rounds without a better value until it stops; 50 unless told. */
  readonly patience?: number;
  /** What is watched; the objective's own loss unless told. */
  readonly metric?: Metric;
  /**
   * Where: "holdout", the usual, sets a share of the training rows aside, finds the number of rounds on it and learns again from all rows;
   * "validation" watches the context's validation rows. A number of rounds chosen on rows makes scores on these rows look better than they
   * are: a ladder that judges on validation should be climbed with "holdout".
   */
  readonly on?: "holdout" | "validation";
  /** Share of rows set aside, in (0, 0.5]; 0.15 unless told. */
  readonly share?: number;
}

/** Rows with large gradients always, of the others a random share that counts for all of them. */
export interface GradientSampling {
  /** Share of rows with the largest gradients; 0.2 unless told. */
  readonly top?: number;
  /** Share of rows drawn from the others; 0.1 unless told. */
  readonly others?: number;
}

/** Dropout of trees: each round leaves some out, fits the rest's errors and shares the weight between them. */
export interface DropoutSettings {
  /** Share of trees left out per round; 0.1 unless told. */
  readonly share?: number;
  /** Rounds that leave none out; 0.5 unless told. */
  readonly skip?: number;
  /** Most trees left out in a round; 50 unless told. */
  readonly most?: number;
}

/** Settings of single trees; where a number is left out the learner's default holds. */
export interface TreeSettings {
  /** Grow the leaf that gains most next ("leaf_wise"), or level by level. */
  readonly growth?: GrowthSettings["policy"];
  /** 2 to 65,536; 0: no limit. */
  readonly maximumLeaves?: number;
  /** 0: no limit. */
  readonly maximumDepth?: number;
  readonly minimumLeafRows?: number;
  readonly minimumLeafHessian?: number;
  /** Penalty on a leaf's absolute value. */
  readonly l1?: number;
  /** Penalty on half a leaf's squared value. */
  readonly l2?: number;
  readonly minimumGain?: number;
  /** Bound of a leaf's absolute value before the learning rate; 0: none. */
  readonly maximumLeafValue?: number;
  /** Share of the rows that each tree learns from, in (0, 1]. */
  readonly rowShare?: number;
  /** Share of the columns that each tree, and each node of it, may look at, in (0, 1]. */
  readonly columnShare?: number;
  readonly nodeColumnShare?: number;
  /** Bins of a column, 2 to 255. */
  readonly maximumBins?: number;
  /** Fewest rows in a bin. */
  readonly minimumBinRows?: number;
  /** Per column: 1 where predictions must rise with it, −1 fall, 0 free. Length columns. */
  readonly monotone?: readonly number[];
  /** Groups of columns that may meet in a tree's branch. */
  readonly interactions?: readonly (readonly number[])[];
  readonly categorySmoothing?: number;
  readonly categoryL2?: number;
  readonly maximumCategoriesPerSplit?: number;
  readonly minimumCategoryRows?: number;
  /** Cuts at random instead of the best ones (extremely randomised trees). */
  readonly randomThresholds?: boolean;
  /** "quantised" is faster on many rows and rounds gradients at random. */
  readonly precision?: GrowthSettings["precision"];
  /** Refuses to start where growing would take more bytes, beside the rows themselves; no limit but the kernels' 4 GiB unless told. */
  readonly memoryLimitBytes?: number;
}

/** Settings of boosting. */
export interface BoostingSettings extends TreeSettings {
  /** What is made small. */
  readonly objective: Objective;
  /** Rounds; each grows one tree per output. */
  readonly rounds?: number;
  /** Share of each tree's step that is taken, in (0, 1]. */
  readonly learningRate?: number;
  /** Weight of each class, length classes; all 1 unless told. */
  readonly classWeights?: readonly number[];
  readonly gradientSampling?: GradientSampling;
  readonly dropout?: DropoutSettings;
  readonly earlyStopping?: EarlyStopping;
  /** Trees to go on from: their scores are where the first new tree starts. */
  readonly startFrom?: TreeEnsemble;
  /** "throw" MODELING_ABORTED, the usual, or "keep" the best rounds so far when the signal comes after the first. */
  readonly whenAborted?: "throw" | "keep";
}

/** Early stopping with every default filled in. */
export type FullStopping = Required<Omit<EarlyStopping, "metric">> & Pick<EarlyStopping, "metric">;

type OptionalPart = "memoryLimitBytes" | "monotone" | "interactions" | "classWeights" | "startFrom";
type Part = "gradientSampling" | "dropout" | "earlyStopping";

/** Boosting with every default filled in. */
export interface FullBoosting extends Required<Omit<BoostingSettings, OptionalPart | Part>>, Pick<BoostingSettings, OptionalPart> {
  readonly gradientSampling: Required<GradientSampling> | undefined;
  readonly dropout: Required<DropoutSettings> | undefined;
  readonly earlyStopping: FullStopping | undefined;
}

/** Defaults of the parts of boosting that are left out unless asked for. */
export const partDefaults = {
  gradientSampling: { top: 0.2, others: 0.1 },
  dropout: { share: 0.1, skip: 0.5, most: 50 },
  earlyStopping: { patience: 50, on: "holdout", share: 0.15 },
} as const;

/**
 * Defaults of boosting. Small steps on drawn rows and columns were chosen by cross-validation on the training parts of Adult, a Higgs
 * sample, bike sharing by time and a covertype sample, together against 200 rounds at 0.1 without draws and larger and smaller trees.
 */
export const boostingDefaults = {
  rounds: 300,
  learningRate: 0.05,
  growth: "leaf_wise",
  maximumLeaves: 31,
  maximumDepth: 0,
  minimumLeafRows: 20,
  minimumLeafHessian: 1e-3,
  l1: 0,
  l2: 1,
  minimumGain: 0,
  maximumLeafValue: 0,
  rowShare: 0.8,
  columnShare: 1,
  nodeColumnShare: 0.5,
  maximumBins: 255,
  minimumBinRows: 3,
  categorySmoothing: 10,
  categoryL2: 10,
  maximumCategoriesPerSplit: 32,
  minimumCategoryRows: 10,
  randomThresholds: false,
  precision: "exact",
  whenAborted: "throw",
} as const;
