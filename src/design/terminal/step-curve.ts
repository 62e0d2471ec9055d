import { formatNumber } from "../format-number.ts";

/** Size of a curve in characters. */
interface CurveSize {
  readonly width: number;
  readonly height: number;
  readonly decimals: number;
}

/** The last value before each column; NaN before the first. */
function columnsOf(values: readonly number[], width: number): number[] {
  return Array.from({ length: width }, (_, column) => {
    const until = width >= values.length ? Math.min(values.length - 1, column) : Math.floor(((column + 1) / width) * values.length) - 1;
    return values[until] ?? Number.NaN;
  });
}

/**
 * A curve of steps in lines of characters, with its largest and smallest value at the left: best values so far, loss by step.
 * @param values - finite from some point on; NaN before.
 * @returns `height` lines; one where all values are the same, none where no value is finite.
 * @example stepCurve([3, 2, 2, 1], { width: 20, height: 3, decimals: 0 })
 */
export function stepCurve(values: readonly number[], { width, height: most, decimals }: CurveSize): string[] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0 || most < 1) return [];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const height = low === high ? 1 : most;
  const labels = [formatNumber(high, decimals), formatNumber(low, decimals)];
  const margin = Math.max(...labels.map((label) => label.length));
  const columns = columnsOf(values, Math.max(2, Math.min(width - margin - 2, Math.max(values.length, 2))));
  const lineOf = (value: number): number => (high === low ? height - 1 : Math.round(((high - value) / (high - low)) * (height - 1)));
  return Array.from({ length: height }, (_, line) => {
    const label = (line === 0 && high !== low ? labels[0] : line === height - 1 ? labels[1] : "") ?? "";
    const marks = columns.map((value, column) => {
      const [own, before] = [lineOf(value), lineOf(columns[column - 1] ?? value)];
      if (!Number.isFinite(value)) return " ";
      if (own === before || !Number.isFinite(before)) return own === line ? "─" : " ";
      const [top, bottom] = [Math.min(own, before), Math.max(own, before)];
      if (line === before) return own > before ? "╮" : "╯";
      if (line === own) return own > before ? "╰" : "╭";
      return line > top && line < bottom ? "│" : " ";
    });
    return `${label.padStart(margin)} ┤${marks.join("")}`.trimEnd();
  });
}
