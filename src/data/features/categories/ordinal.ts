import { labelEncoder } from "../../../onnx/index.ts";
import type { Feature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { fitScaling, type ScalingSettings } from "../numbers/scaling.ts";
import { categoryValues } from "./category-values.ts";

/** Settings of ordered categories. */
export interface OrdinalSettings extends CommonSettings, Omit<ScalingSettings, "transform" | "clip"> {
  /** All categories from the least to the most. */
  readonly order: readonly string[];
}

/**
 * Ordered categories as ranks 0, 1, 2, …, then treated as numbers; a category that is not in the order counts as missing.
 * @example ordinal("condition", { order: ["poor", "fair", "good"] })
 */
export function ordinal<const Column extends string>(column: Column, settings: OrdinalSettings): Feature<Column> {
  const { order, group: _group, ...scalingSettings } = settings;
  const head = featureHead("ordinal", [column], settings);
  requireSetting(
    order.length > 0 && new Set(order).size === order.length,
    head.name,
    "the order is empty or repeats a category.",
    "Name each once.",
  );
  requireSetting(!order.includes(""), head.name, 'the order holds "".', "Missing values need no place in the order.");
  const input = graphInput(column, "string");
  const ranks = new Map(order.map((value, rank) => [value, rank]));
  return {
    ...head,
    fit: (table) => {
      const values = Float32Array.from(categoryValues(table, column), (value) => ranks.get(value) ?? Number.NaN);
      const scaling = fitScaling([values], [column], scalingSettings);
      return {
        name: head.name,
        group: head.group,
        inputs: [input],
        width: scaling.width,
        sparse: false,
        outputNames: scaling.outputNames,
        emit: (inputs) => {
          const rank = labelEncoder(inputValue(inputs, input), {
            keys: order,
            values: order.map((_, position) => position),
            otherwise: Number.NaN,
            numberType: "float32",
          });
          return { dense: scaling.emit(rank) };
        },
        learned: { ...scaling.learned, order },
      };
    },
  };
}
