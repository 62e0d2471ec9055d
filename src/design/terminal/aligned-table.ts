import { cutToWidth, padToWidth, textWidth, wrapToWidth } from "./text-width.ts";

/** A column of a table in a terminal. */
export interface AlignedColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** It may be narrowed to this many columns; never where absent. */
  readonly least?: number;
  /** Too long texts are wrapped instead of cut. */
  readonly wrap?: boolean;
  /** Left out when the table is still too wide: the highest first. Never where absent. */
  readonly drop?: number;
}

/** A cell: plain text, painted after it was fitted. */
export interface AlignedCell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Where a table goes. */
interface AlignedLayout {
  readonly width: number;
  readonly indent?: number;
  readonly gap?: number;
  readonly paintHead?: (text: string) => string;
}

/** Lines of a table with its head, none longer than the layout's width. */
export function alignedTable(
  columns: readonly AlignedColumn[],
  rows: readonly (readonly AlignedCell[])[],
  layout: AlignedLayout,
): string[] {
  const gap = layout.gap ?? 2;
  const indent = layout.indent ?? 2;
  const { shown, widths } = fitted(columns, rows, layout.width - indent, gap);
  const head = shown.map((index) => ({ text: columns[index]?.title ?? "", paint: layout.paintHead ?? ((text: string) => text) }));
  const line = (cells: readonly AlignedCell[]) =>
    linesOfRow(cells, shown, columns, widths, gap).map((text) => (" ".repeat(indent) + text).trimEnd());
  const body = rows.flatMap((row) => line(shown.map((index) => row[index] ?? { text: "" })));
  return columns.every((column) => column.title === "") ? body : [...line(head), ...body];
}

/** Which columns are shown and how wide each is. */
function fitted(columns: readonly AlignedColumn[], rows: readonly (readonly AlignedCell[])[], width: number, gap: number) {
  const natural = columns.map((column, index) =>
    Math.max(textWidth(column.title), ...rows.map((row) => textWidth(row[index]?.text ?? ""))),
  );
  const least = columns.map((column, index) => Math.min(natural[index] ?? 0, column.least ?? natural[index] ?? 0));
  let shown = columns.map((_, index) => index).filter((index) => (natural[index] ?? 0) > 0);
  const total = (sizes: readonly number[]) => shown.reduce((sum, index) => sum + (sizes[index] ?? 0), gap * (shown.length - 1));
  while (total(least) > width) {
    const droppable = shown.filter((index) => columns[index]?.drop !== undefined);
    const dropped = droppable.sort((a, b) => (columns[b]?.drop ?? 0) - (columns[a]?.drop ?? 0))[0];
    if (dropped === undefined) break;
    shown = shown.filter((index) => index !== dropped);
  }
  const widths = [...natural];
  shrink(widths, least, shown, total(widths) - width);
  shrink(
    widths,
    widths.map(() => 3),
    shown,
    total(widths) - width,
  );
  return { shown, widths };
}

/** Takes `excess` columns away, always from the one that can spare most. */
function shrink(widths: number[], least: readonly number[], shown: readonly number[], excess: number): void {
  for (let left = excess; left > 0; left--) {
    const spare = (index: number) => (widths[index] ?? 0) - (least[index] ?? 0);
    const widest = [...shown].sort((a, b) => spare(b) - spare(a))[0];
    if (widest === undefined || spare(widest) <= 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

function linesOfRow(
  cells: readonly AlignedCell[],
  shown: readonly number[],
  columns: readonly AlignedColumn[],
  widths: readonly number[],
  gap: number,
): string[] {
  const parts = cells.map((cell, position) => {
    const index = shown[position] ?? 0;
    const width = widths[index] ?? 0;
    return columns[index]?.wrap === true ? wrapToWidth(cell.text, width) : [cutToWidth(cell.text, width)];
  });
  const height = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, position) => {
        const index = shown[position] ?? 0;
        const text = (parts[position]?.[line] ?? "").trimEnd();
        const painted = cell.paint === undefined || text === "" ? text : cell.paint(text);
        return padToWidth(painted, widths[index] ?? 0, columns[index]?.align);
      })
      .join(" ".repeat(gap)),
  );
}
