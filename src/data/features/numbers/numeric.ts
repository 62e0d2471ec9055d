import type { Value } from "../../../onnx/index.ts";
import type { Feature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { columnValues } from "./column-values.ts";
import { fitScaling, type ScalingSettings } from "./scaling.ts";
import { sideBySide } from "./side-by-side.ts";

/** Settings of numeric columns. */
export interface NumericSettings extends ScalingSettings, CommonSettings {}

/** One feature over columns that are treated alike; cheaper in the graph than one feature each. */
function numericColumns<Column extends string>(kind: string, columns: readonly Column[], settings: NumericSettings): Feature<Column> {
  const head = featureHead(kind, columns, settings);
  requireSetting(columns.length > 0, head.name, "got no columns.", "Name one column at least.");
  const inputs = columns.map((column) => graphInput(column, "number"));
  return {
    ...head,
    fit: (table) => {
      const scaling = fitScaling(
        columns.map((column) => columnValues(table, column)),
        columns,
        settings,
      );
      return {
        name: head.name,
        group: head.group,
        inputs,
        width: scaling.width,
        sparse: false,
        outputNames: scaling.outputNames,
        emit: (values) => {
          const parts = inputs.map((input) => inputValue(values, input)) as [Value, ...Value[]];
          return { dense: scaling.emit(sideBySide(parts)) };
        },
        learned: scaling.learned,
      };
    },
  };
}

/**
 * A number (or boolean) column: missing values imputed and indicated, clipped, bent by log or ranks, standardised.
 * @example numeric("amount", { transform: "log" })
 */
export function numeric<const Column extends string>(column: Column, settings: NumericSettings = {}): Feature<Column> {
  return numericColumns("numeric", [column], settings);
}

/**
 * Several number columns with the same settings, as one feature (one group of the ablation).
 * @example numerics(["rooms", "floors"], { impute: "mean" })
 */
export function numerics<const Column extends string>(columns: readonly Column[], settings: NumericSettings = {}): Feature<Column> {
  return numericColumns("numerics", columns, settings);
}
