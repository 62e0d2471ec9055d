import { formatNumber } from "../format-number.ts";
import type { PlotOptions } from "./chart.ts";

/** Widths in pixels at which every chart is drawn: for a page and for a phone. */
export const chartWidths = { wide: 768, narrow: 340 } as const;

/** True for the drawing that phones get. */
export function isNarrow(width: number): boolean {
  return width < 500;
}

/** What all charts share: size, type size, room for axis labels. */
export function frame(width: number, height: number): PlotOptions {
  return {
    width,
    height,
    marginTop: 24,
    marginRight: 16,
    marginBottom: 40,
    marginLeft: 56,
    style: { fontSize: "12px", background: "none" },
  };
}

/** Ticks of a logarithmic axis at 1, 2 and 5 times the powers of ten; powers alone where that gives more than `most`. */
export function logTicks(low: number, high: number, most: number): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => 10 ** (Math.floor(Math.log10(low)) + index),
  );
  const inside = (ticks: readonly number[]) => ticks.filter((tick) => tick >= low && tick <= high);
  const fine = inside(powers.flatMap((power) => [power, 2 * power, 5 * power]));
  return fine.length <= most ? fine : inside(powers);
}

/** Labels of an axis: few digits, thousands separated, large numbers shortened. @example tickLabel(250000); // "250k" */
export function tickLabel(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trimmed(value / 1e6)}M`;
  if (size >= 1e4) return `${trimmed(value / 1e3)}k`;
  return size < 1e-4 && size > 0 ? formatNumber(value) : trimmed(value);
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
