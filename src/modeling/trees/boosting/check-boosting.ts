import { MillwrightError } from "../../../errors/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { type BoostingSettings, boostingDefaults, type FullBoosting, partDefaults, type TreeSettings } from "./boosting-settings.ts";

function refuse(learner: string, problem: string, fix: string): never {
  throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given ${problem}.`, fix);
}

/** Refuses settings of trees outside their ranges. @throws MODELING_SETTING_INVALID */
export function checkTrees(
  learner: string,
  settings: Required<Omit<TreeSettings, "monotone" | "interactions" | "memoryLimitBytes">> & TreeSettings,
): void {
  const { maximumLeaves, monotone, interactions } = settings;
  const atLeast = (name: keyof TreeSettings, least: number, whole = false): void =>
    checkNumber(learner, name, settings[name] as number, { least, whole });
  const share = (name: keyof TreeSettings): void => checkNumber(learner, name, settings[name] as number, { above: 0, most: 1 });
  if (maximumLeaves !== 0) checkNumber(learner, "maximumLeaves", maximumLeaves, { least: 2, most: 65_536, whole: true });
  for (const name of ["maximumDepth", "minimumLeafRows", "minimumBinRows", "minimumCategoryRows"] as const) atLeast(name, 0, true);
  for (const name of ["minimumLeafHessian", "l1", "l2", "minimumGain", "maximumLeafValue", "categorySmoothing", "categoryL2"] as const) {
    atLeast(name, 0);
  }
  for (const name of ["rowShare", "columnShare", "nodeColumnShare"] as const) share(name);
  checkNumber(learner, "maximumBins", settings.maximumBins, { least: 2, most: 255, whole: true });
  checkNumber(learner, "maximumCategoriesPerSplit", settings.maximumCategoriesPerSplit, { least: 1, most: 255, whole: true });
  checkChoice(learner, "growth", settings.growth, ["leaf_wise", "depth_wise"]);
  checkChoice(learner, "precision", settings.precision, ["exact", "quantised"]);
  if (settings.memoryLimitBytes !== undefined) atLeast("memoryLimitBytes", 1);
  const sign = monotone?.find((value) => ![-1, 0, 1].includes(value));
  if (sign !== undefined) refuse(learner, `the monotone sign ${sign}`, "Give 1 (rises), −1 (falls) or 0 (free) for each column.");
  const column = interactions?.flat().find((value) => !Number.isInteger(value) || value < 0);
  if (column !== undefined) refuse(learner, `the column ${column} in interactions`, "Name columns by their numbers, from 0.");
}

/** Refuses parts that cannot go together or are outside their ranges. */
function checkParts(learner: string, settings: FullBoosting): void {
  const { gradientSampling, dropout, earlyStopping, rowShare, classWeights } = settings;
  for (const weight of classWeights ?? []) checkNumber(learner, "class weight", weight, { least: 0 });
  if (gradientSampling !== undefined) {
    const { top, others } = gradientSampling;
    checkNumber(learner, "gradientSampling.top", top, { above: 0, most: 1 });
    checkNumber(learner, "gradientSampling.others", others, { above: 0, most: 1 });
    if (top + others > 1) refuse(learner, `gradient sampling of ${top} and ${others} of the rows`, "Together they are at most 1.");
    if (rowShare < 1) refuse(learner, "both gradientSampling and rowShare", "Choose one way to draw rows.");
  }
  if (dropout !== undefined) {
    checkNumber(learner, "dropout.share", dropout.share, { above: 0, most: 1 });
    checkNumber(learner, "dropout.skip", dropout.skip, { least: 0, most: 1 });
    checkNumber(learner, "dropout.most", dropout.most, { least: 1, whole: true });
    const fix = "Dropout changes earlier trees after they were judged: give the number of rounds instead.";
    if (earlyStopping !== undefined) refuse(learner, "both dropout and earlyStopping", fix);
  }
  if (earlyStopping === undefined) return;
  checkNumber(learner, "earlyStopping.patience", earlyStopping.patience, { least: 1, whole: true });
  checkNumber(learner, "earlyStopping.share", earlyStopping.share, { above: 0, most: 0.5 });
  checkChoice(learner, "earlyStopping.on", earlyStopping.on, ["holdout", "validation"]);
}

/** Settings with their defaults, refused where they are outside their ranges. @throws MODELING_SETTING_INVALID */
export function fillBoosting(learner: string, settings: BoostingSettings): FullBoosting {
  // Callers without types may leave the objective out.
  const objective: Partial<BoostingSettings["objective"]> | undefined = settings?.objective;
  if (typeof objective?.gradients !== "function") refuse(learner, "no objective", "Give one, e.g. objective: squared().");
  // Rows are drawn one way: by gradient where that is asked for.
  const byGradient = settings.gradientSampling === undefined ? {} : { rowShare: 1 };
  const { gradientSampling, dropout, earlyStopping } = settings;
  const full = {
    ...boostingDefaults,
    ...byGradient,
    ...settings,
    gradientSampling: gradientSampling && { ...partDefaults.gradientSampling, ...gradientSampling },
    dropout: dropout && { ...partDefaults.dropout, ...dropout },
    earlyStopping: earlyStopping && { ...partDefaults.earlyStopping, ...earlyStopping },
  };
  checkTrees(learner, full);
  checkNumber(learner, "rounds", full.rounds, { least: 1, most: 1_000_000, whole: true });
  checkNumber(learner, "learningRate", full.learningRate, { above: 0, most: 1 });
  checkChoice(learner, "whenAborted", full.whenAborted, ["throw", "keep"]);
  checkParts(learner, full);
  return full;
}
