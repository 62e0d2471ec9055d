import { cast, concat, isNaN as isNotANumber, type Value, where } from "../../../onnx/index.ts";
import type { Feature } from "../feature.ts";
import { type CommonSettings, featureHead } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";

/**
 * A boolean column as 0 and 1, not scaled; missing is 0, with a column of its own where training rows had missing values.
 * @example flag("is_new_customer")
 */
export function flag<const Column extends string>(column: Column, settings: CommonSettings = {}): Feature<Column> {
  const head = featureHead("flag", [column], settings);
  const input = graphInput(column, "number");
  return {
    ...head,
    fit: (table) => {
      const { values } = table.column(column, "boolean");
      const missing = values.reduce((count, value) => count + (value === 255 ? 1 : 0), 0);
      const share = values.reduce((count, value) => count + (value === 1 ? 1 : 0), 0) / Math.max(1, values.length - missing);
      return {
        name: head.name,
        group: head.group,
        inputs: [input],
        width: missing > 0 ? 2 : 1,
        sparse: false,
        outputNames: missing > 0 ? [column, `${column} is missing`] : [column],
        emit: (inputs) => {
          const x = inputValue(inputs, input);
          const isMissing = isNotANumber(x);
          const known: Value = where(isMissing, x.graph.scalar(0), x);
          return { dense: missing > 0 ? concat([known, cast(isMissing, "float32")], 1) : known };
        },
        learned: { missing, trueShare: share },
      };
    },
  };
}
