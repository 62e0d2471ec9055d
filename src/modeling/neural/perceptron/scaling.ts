/** What is learned before the first layer, column by column: (x − mean)·scale. */
export interface Scaling {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
}

/** Mean and inverse deviation of some values, by weight; a scale of 1 where they are all equal. */
export function scalingOf(rows: number, columns: number, value: (row: number, column: number) => number, weight?: Float64Array): Scaling {
  const [mean, scale] = [new Float64Array(columns), new Float64Array(columns)];
  const share = (row: number): number => weight?.[row] ?? 1;
  let total = 0;
  for (let row = 0; row < rows; row++) total += share(row);
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += share(row) * value(row, j);
    const centre = sum / total;
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += share(row) * (value(row, j) - centre) ** 2;
    mean[j] = centre;
    scale[j] = squares > 0 ? 1 / Math.sqrt(squares / total) : 1;
  }
  return { mean, scale };
}
