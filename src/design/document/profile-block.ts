import type { DeclaredSystem } from "../../system/index.ts";
import { distributionOf, missingOf, valuesOf } from "../column-summary.ts";
import { formatCount, formatShare } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import { declaredColumns } from "../questions/declaration.ts";
import type { RunReport } from "../run-report.ts";
import type { Block } from "./blocks.ts";

/** The columns of the training rows: kind, missing, distinct values, a small histogram, the relation to the target. */
export function profileBlock(system: DeclaredSystem, report: RunReport): Block | undefined {
  const profile = report.data.profile;
  if (profile.length === 0) return undefined;
  const declared = new Map(declaredColumns(system).map((column) => [column.name, column]));
  return {
    kind: "table",
    title: `The columns of the ${formatCount(report.data.split.train)} training rows`,
    table: {
      columns: [
        { title: "column" },
        { title: "kind" },
        { title: "distribution" },
        { title: "values" },
        { title: "missing", align: "right" },
        { title: "distinct", align: "right" },
        { title: "outliers", align: "right" },
        { title: `relation to ${oneLine(report.task.target)}` },
      ],
      rows: profile.map((column) => {
        const unit = declared.get(column.name)?.unit;
        const relation = column.relationToTarget;
        return [
          { text: oneLine(column.name), tone: "strong" as const },
          { text: `${column.kind}${unit === undefined ? "" : `, ${oneLine(unit)}`}`, tone: "quiet" as const },
          { text: "", counts: distributionOf(column) },
          declared.get(column.name)?.personal === undefined ? valuesOf(column) : { text: "personal, not shown", tone: "quiet" as const },
          missingOf(column, report.data.split.train),
          formatCount(column.distinct),
          column.outliers === undefined || column.outliers === 0 ? "" : formatShare(column.outliers),
          column.name === report.task.target
            ? { text: "is the target", tone: "quiet" as const }
            : relation === undefined
              ? ""
              : { text: relation.toFixed(2), share: relation },
        ];
      }),
    },
  };
}
