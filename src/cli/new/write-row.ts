import type { PlannedColumn } from "./plan-columns.ts";
import type { SystemPlan } from "./plan-system.ts";
import { commentText, propertyName } from "./source-text.ts";

function declarationOf(column: PlannedColumn): string {
  const settings =
    column.kind === "number" ? [...(column.integer ? ["integer: true"] : []), ...(column.positive ? ["minimum: 0"] : [])] : [];
  const told = settings.length === 0 ? "" : `{ ${settings.join(", ")} }`;
  return `column.${column.kind}(${told})${column.nullable ? ".nullable()" : ""}`;
}

function shownNumber(value: number | undefined): string {
  return value === undefined ? "?" : String(Number(value.toPrecision(6)));
}

/** What was seen in a column, for the comment behind its declaration. */
function seenIn({ kind, inspected }: PlannedColumn, rows: number): string {
  const missing = inspected.missing === 0 ? "" : `; ${Math.max(1, Math.round((100 * inspected.missing) / rows))} % missing`;
  if (kind === "number") return `${shownNumber(inspected.minimum)} to ${shownNumber(inspected.maximum)}${missing}`;
  if (kind === "timestamp") return `${inspected.distinct} moments${missing}`;
  if (kind === "text") return `about ${Math.round(inspected.meanWords ?? 0)} words${missing}`;
  const shown = inspected.top.slice(0, 4).map(({ value, count }) => `${shortened(value)} ${Math.round((100 * count) / rows)} %`);
  return `${shown.join(", ")}${inspected.distinct > 4 ? `, … (${inspected.distinct} values)` : ""}${missing}`;
}

function shortened(value: string): string {
  return value.length > 20 ? `${value.slice(0, 19)}…` : value;
}

/** The row's declaration, each column with what was seen in it. */
export function writeRow(plan: SystemPlan): string {
  const lines = plan.row.map((column) => {
    const line = `  ${propertyName(column.name)}: ${declarationOf(column)},`;
    return `${line} // ${commentText(seenIn(column, plan.rows))}`;
  });
  const leftOut = plan.leftOut.map(({ name, why }) => `//   ${commentText(name)}: ${commentText(why)}`);
  const note = leftOut.length === 0 ? "" : `// Columns that are left out:\n${leftOut.join("\n")}\n`;
  return `const row = z.object({\n${lines.join("\n")}\n});\n${note}`;
}
