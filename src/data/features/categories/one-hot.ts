import { labelEncoder, oneHot as oneHotNode, squeeze, type Value } from "../../../onnx/index.ts";
import type { Feature, FeatureOutput, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { byName, categoryValues, countValues } from "./category-values.ts";

/** Settings of one column per category. */
export interface OneHotSettings extends CommonSettings {
  /** Categories with fewer training rows are rare; 1 unless told. */
  readonly minimumCount?: number;
  /** The most frequent categories that get a column; all unless told. */
  readonly maximum?: number;
  /**
   * "column" gives rare and unknown categories one column together, "none" leaves all columns 0 for them.
   * Unless told: "column" where training rows had rare categories, since a column that is always 0 teaches nothing.
   */
  readonly other?: "column" | "none";
  /** Gives a bag of one column instead of a dense row: for thousands of categories. False unless told. */
  readonly sparse?: boolean;
}

/** Categories that get a column, in order of their names. */
function keptCategories(counts: ReadonlyMap<string, number>, { minimumCount = 1, maximum = Infinity }: OneHotSettings): string[] {
  return [...counts]
    .filter(([value, count]) => value !== "" && count >= minimumCount)
    .sort((a, b) => b[1] - a[1] || byName(a[0], b[0]))
    .slice(0, maximum)
    .map(([value]) => value)
    .sort(byName);
}

function fitOneHot(
  column: string,
  head: { name: string; group: string },
  values: readonly string[],
  settings: OneHotSettings,
): FittedFeature {
  const counts = countValues(values);
  const kept = keptCategories(counts, settings);
  const missing = counts.get("") ?? 0;
  const rare = values.length - missing - kept.reduce((total, value) => total + (counts.get(value) ?? 0), 0);
  const hasOther = settings.other === undefined ? rare > 0 || kept.length === 0 : settings.other === "column";
  const names = [
    ...kept.map((value) => `${column} = ${value}`),
    ...(hasOther ? [`${column} is another`] : []),
    ...(missing > 0 ? [`${column} is missing`] : []),
  ];
  // A column that could not be told apart from others would have no name; one always exists.
  const width = Math.max(1, names.length);
  const keys = missing > 0 ? [...kept, ""] : kept;
  const positions = keys.map((key, i) => (key === "" ? width - 1 : i));
  const otherwise = hasOther ? kept.length : width;
  const input = graphInput(column, "string");
  const sparse = settings.sparse ?? false;
  return {
    ...head,
    inputs: [input],
    width,
    sparse,
    outputNames: names.length > 0 ? names : [`${column} (nothing learned)`],
    emit: (inputs): FeatureOutput => {
      const index = categoryIndex(inputValue(inputs, input), keys, positions, otherwise);
      return sparse ? { sparse: { index } } : { dense: oneHotNode(squeeze(index, [1]), width) };
    },
    learned: { categories: kept.length, rareRows: rare, missing },
  };
}

/** int64 [N, 1]: the position of each category. */
export function categoryIndex(x: Value, keys: readonly string[], positions: readonly number[], otherwise: number): Value {
  // An encoder needs one key: a string that no cell can equal stands in where nothing was learned.
  if (keys.length === 0) return labelEncoder(x, { keys: ["\u0000"], values: [otherwise], otherwise });
  return labelEncoder(x, { keys, values: positions, otherwise });
}

/**
 * One column per category of the training rows, with missing values, and rare and unknown categories, in columns of their own.
 * @example oneHot("zipcode", { minimumCount: 20 })
 */
export function oneHot<const Column extends string>(column: Column, settings: OneHotSettings = {}): Feature<Column> {
  const head = featureHead("one_hot", [column], settings);
  const { minimumCount = 1, maximum = 1 } = settings;
  requireSetting(minimumCount >= 1, head.name, `minimumCount is ${minimumCount}.`, "Give 1 or more.");
  requireSetting(Number.isInteger(maximum) && maximum >= 1, head.name, `maximum is ${maximum}.`, "Give a whole number from 1.");
  return { ...head, fit: (table) => fitOneHot(column, { name: head.name, group: head.group }, categoryValues(table, column), settings) };
}
