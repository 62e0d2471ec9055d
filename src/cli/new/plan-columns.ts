import type { InspectedColumn, InspectedFile } from "./inspect-file.ts";

/** What a column is used for. */
export type PlannedKind = "number" | "category" | "text" | "timestamp" | "boolean";

/** A column of the new system's row. */
export interface PlannedColumn {
  readonly name: string;
  readonly kind: PlannedKind;
  readonly inspected: InspectedColumn;
  readonly nullable: boolean;
  /** Whole numbers only. */
  readonly integer: boolean;
  /** No value below zero was seen. */
  readonly positive: boolean;
  /** Names one of many things (customers, shops): groups rows, says nothing about new ones. */
  readonly names: boolean;
}

/** A column that the new system does not read, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** Which columns are used, and as what. */
export interface PlannedColumns {
  readonly used: readonly PlannedColumn[];
  readonly leftOut: readonly LeftOut[];
}

/** Column names that name things rather than measure them. */
const nameLike = /(^|[_\s-])(id|uuid|guid|key)$|Id$|ID$/;

/** Numbers whose size means nothing. */
const codeLike = /(^|[_\s-])(zip|zipcode|postcode|postal|code|plz)([_\s-]|$)|(zip|post)code$/i;

function looksLikeText(column: InspectedColumn): boolean {
  const long = (column.meanWords ?? 1) >= 4 || (column.meanLength ?? 0) > 60;
  return long && column.distinct > 50;
}

function kindOf(column: InspectedColumn): PlannedKind {
  switch (column.kind) {
    case "boolean":
    case "timestamp":
      return column.kind;
    case "text":
      return looksLikeText(column) ? "text" : "category";
    default:
      return codeLike.test(column.name) || nameLike.test(column.name) ? "category" : "number";
  }
}

/** Why a column is of no use, or undefined. */
function reasonToLeaveOut(column: InspectedColumn, kind: PlannedKind, rows: number): string | undefined {
  const present = rows - column.missing;
  if (/^\(column \d+\)$/.test(column.name)) return "it has no name";
  if (column.name === "__proto__") return "an object has no room for a field of this name";
  if (column.distinct === 0) return "it is empty";
  if (column.distinct === 1) return `it is always ${JSON.stringify(column.top[0]?.value ?? "")}`;
  if (column.missing > 0.99 * rows) return "it is nearly always missing";
  if (kind === "category" && present >= 20 && column.distinct > 0.9 * present) return "nearly every row has its own value";
  const countsUp = column.kind === "integer" && nameOfRow.test(column.name) && column.distinct === present;
  if (countsUp && present >= 20) return "it numbers the rows";
  return undefined;
}

const nameOfRow = /^(index|row|rownum|row_number|unnamed.*|no|nr)$/i;

/** Decides for each column of a file what a system that predicts `target` does with it. */
export function planColumns(file: InspectedFile, target: string): PlannedColumns {
  const used: PlannedColumn[] = [];
  const leftOut: LeftOut[] = [];
  for (const column of file.columns) {
    const kind = kindOf(column);
    const why = column.name === target ? undefined : reasonToLeaveOut(column, kind, file.rows);
    if (why !== undefined) {
      leftOut.push({ name: column.name, why });
      continue;
    }
    used.push({
      name: column.name,
      kind,
      inspected: column,
      // Rows that were not looked at may miss values, too.
      nullable: column.missing > 0 || (file.sampled && column.name !== target),
      integer: column.kind === "integer" && !file.sampled,
      positive: column.minimum !== undefined && column.minimum >= 0 && !file.sampled,
      names: kind === "category" && nameLike.test(column.name) && column.name !== target,
    });
  }
  return { used, leftOut };
}
