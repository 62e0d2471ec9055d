import { type LeakContext, type LeakFinding, shareText } from "./leak-finding.ts";

/** Training rows later than the first test row, by the column where there are fewest: a split by one time is right. */
export interface TimeOrder {
  readonly column: string;
  readonly later: number;
  readonly rows: number;
}

/** Looks at every timestamp column that features may read; undefined where there is none. */
export function timeOrderOf({ table, split, ignore }: LeakContext): TimeOrder | undefined {
  const orders: TimeOrder[] = [];
  for (const [name, column] of table.columns) {
    if (column.kind !== "timestamp" || ignore.includes(name)) continue;
    const { values } = column;
    const start = split.test.reduce((earliest, row) => Math.min(earliest, values[row] ?? earliest), Number.POSITIVE_INFINITY);
    const learned = split.final.length > split.train.length ? split.final : split.train;
    const later = learned.reduce((count, row) => count + ((values[row] ?? Number.NaN) > start ? 1 : 0), 0);
    orders.push({ column: name, later, rows: learned.length });
  }
  return orders.sort((a, b) => a.later - b.later)[0];
}

/** Rows that are learned from although they come after rows that are judged on. */
export function timeOrder(context: LeakContext): LeakFinding {
  const check = "time order";
  const order = timeOrderOf(context);
  if (order === undefined) return { check, found: "No time column.", rows: 0 };
  if (order.later === 0) return { check, found: `Every training row is earlier in "${order.column}" than the test rows.`, rows: 0 };
  const found = `${shareText(order.later, order.rows)} of the training rows are later in "${order.column}" than the first test row: where the service predicts the future, use timeSplit.`;
  return { check, found, rows: order.later };
}
