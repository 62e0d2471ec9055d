import { labelEncoder } from "../../../onnx/index.ts";
import type { Feature, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { byName, categoryValues, countValues } from "./category-values.ts";

/** Settings of a category for trees. */
export interface CategorySettings extends CommonSettings {
  /** Categories with fewer training rows are told as one; 1 unless told. */
  readonly minimumCount?: number;
}

/** Codes beyond it are not exact in float32. */
const LARGEST_CODE = 2 ** 24;

function fitCategory(
  column: string,
  head: { name: string; group: string },
  values: readonly string[],
  minimumCount: number,
): FittedFeature {
  const kept = [...countValues(values)]
    .filter(([value, count]) => value !== "" && count >= minimumCount)
    .map(([value]) => value)
    .sort(byName);
  const fix = `Raise minimumCount from ${minimumCount}, or use targetEncoding.`;
  requireSetting(kept.length < LARGEST_CODE, head.name, `there are ${kept.length} categories, ${LARGEST_CODE - 1} are the most.`, fix);
  const input = graphInput(column, "string");
  // The last code is that of rare and unknown categories.
  const otherwise = kept.length;
  return {
    ...head,
    inputs: [input],
    width: 1,
    sparse: false,
    outputNames: [column],
    categories: [otherwise + 1],
    emit: (inputs) => ({
      dense: labelEncoder(inputValue(inputs, input), {
        keys: [...kept, ""],
        values: [...kept.map((_, code) => code), Number.NaN],
        otherwise,
        numberType: "float32",
      }),
    }),
    learned: { categories: kept.length },
  };
}

/**
 * A category as one column that trees part into groups of categories by themselves, however many there are. Missing ones stay missing;
 * rare and unknown ones are told as one. For learners that accept categories; others need oneHot or targetEncoding.
 * @example category("city", { minimumCount: 5 })
 */
export function category<const Column extends string>(column: Column, settings: CategorySettings = {}): Feature<Column> {
  const head = featureHead("category", [column], settings);
  const { minimumCount = 1 } = settings;
  requireSetting(minimumCount >= 1, head.name, `minimumCount is ${minimumCount}.`, "Give 1 or more.");
  return {
    ...head,
    fit: (table) => fitCategory(column, { name: head.name, group: head.group }, categoryValues(table, column), minimumCount),
  };
}
