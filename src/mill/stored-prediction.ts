import type { Prediction } from "../modeling/index.ts";

/** A prediction as one row of numbers for the ledger: the values, then the lower and upper bounds where the model has bounds of its own. */
export function storedNumbers({ values, low, high }: Prediction): Float64Array {
  if (low === undefined || high === undefined) return values;
  const numbers = new Float64Array(values.length + low.length + high.length);
  numbers.set(values);
  numbers.set(low, values.length);
  numbers.set(high, values.length + low.length);
  return numbers;
}

/** The prediction again. @param bounded - whether it had bounds. */
export function predictionOfStored(numbers: Float64Array, width: number, bounded: boolean): Prediction {
  const rows = numbers.length / (bounded ? width + 2 : width);
  const values = numbers.slice(0, rows * width);
  if (!bounded) return { rows, width, values };
  return { rows, width, values, low: numbers.slice(rows * width, rows * (width + 1)), high: numbers.slice(rows * (width + 1)) };
}
