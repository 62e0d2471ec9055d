import { hasClasses } from "../../modeling/index.ts";
import type { DeclaredSystem } from "../../system/index.ts";
import { formatPlain, formatShare } from "../format-number.ts";
import { oneLine, shorten } from "../one-line.ts";
import { declaredColumns } from "../questions/declaration.ts";
import type { RunReport } from "../run-report.ts";
import type { Block } from "./blocks.ts";

const mostRows = 12;
const mostColumns = 8;

/** The most confident errors on validation, without personal columns; undefined where there are none. */
export function errorsBlock(system: DeclaredSystem, report: RunReport): Block | undefined {
  const { errors = [] } = report;
  if (errors.length === 0) return undefined;
  const personal = new Set(
    declaredColumns(system)
      .filter((column) => column.personal !== undefined)
      .map((column) => column.name),
  );
  const names = [...new Set(errors.flatMap((error) => Object.keys(error.row)))].filter(
    (name) => !personal.has(name) && name !== report.task.target,
  );
  const shown = names.slice(0, mostColumns);
  const left = names.length > shown.length ? `; ${names.length - shown.length} further columns are not shown` : "";
  return {
    kind: "table",
    title: `The most confident errors on validation${left}`,
    table: {
      columns: [
        { title: "truth" },
        { title: "predicted" },
        { title: "confidence", align: "right" },
        ...shown.map((title) => ({ title: oneLine(title) })),
      ],
      rows: errors
        .slice(0, mostRows)
        .map((error) => [
          { text: answerText(report, error.truth), tone: "strong" as const },
          { text: answerText(report, error.predicted), tone: "bad" as const },
          Number.isFinite(error.confidence) ? formatShare(error.confidence) : "",
          ...shown.map((name) => cellText(error.row[name])),
        ]),
    },
  };
}

/** A class, or a value: those arrive as text too. */
function answerText({ task }: RunReport, answer: string): string {
  const value = Number(answer);
  return !hasClasses(task.kind) && answer.trim() !== "" && Number.isFinite(value) ? formatPlain(value) : shorten(answer, 40);
}

function cellText(value: unknown): string {
  return typeof value === "number" ? formatPlain(value) : shorten(value, 60);
}
