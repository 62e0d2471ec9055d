/** A cost in the system's currency: constant, or depending on the row. */
export type Cost<Row> = number | ((row: Row) => number);

/** What each outcome of a yes/no decision costs (negative is a gain); correct decisions cost 0 unless told. */
export interface ErrorCosts<Row> {
  readonly currency: string;
  readonly falsePositive: Cost<Row>;
  readonly falseNegative: Cost<Row>;
  readonly truePositive?: Cost<Row>;
  readonly trueNegative?: Cost<Row>;
}

/** The cost for one row. */
export function costOf<Row>(cost: Cost<Row> | undefined, row: Row): number {
  if (cost === undefined) return 0;
  return typeof cost === "number" ? cost : cost(row);
}
