import { distributionOf, missingOf, valuesOf } from "../column-summary.ts";
import { formatCount } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { sparkline } from "../sparkline.ts";
import { alignedTable } from "./aligned-table.ts";
import { paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

/** The part of a report that the table shows. */
export interface ProfiledRows {
  readonly task: Pick<RunReport["task"], "target">;
  readonly data: { readonly profile: RunReport["data"]["profile"]; readonly split: Pick<RunReport["data"]["split"], "train"> };
}

/**
 * The columns of the training rows: kind, missing share, distinct values, distribution, relation to the target.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function profileTable(report: ProfiledRows, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const rows = report.data.profile.map((column) => [
    { text: oneLine(column.name) },
    { text: column.kind, paint: palette.quiet },
    { text: missingOf(column, report.data.split.train), paint: palette.warning },
    { text: formatCount(column.distinct), paint: palette.quiet },
    { text: sparkline(distributionOf(column)), paint: palette.chosen },
    { text: valuesOf(column) },
    { text: column.relationToTarget === undefined ? "" : column.relationToTarget.toFixed(2) },
  ]);
  const columns = [
    { title: "column", least: 14 },
    { title: "kind", drop: 3 },
    { title: "missing", align: "right" as const },
    { title: "distinct", align: "right" as const, drop: 4 },
    { title: "distribution", drop: 1 },
    { title: "values", least: 18, drop: 5 },
    { title: "relation", align: "right" as const, drop: 2 },
  ];
  const caption = `${formatCount(report.data.split.train)} training rows; relation to ${oneLine(report.task.target)} from 0 (none) to 1`;
  const lines = alignedTable(columns, rows, { width, paintHead: palette.quiet });
  return [...wrapToWidth(caption, width - 2).map((line) => `  ${palette.quiet(line)}`), "", ...lines].join("\n");
}
