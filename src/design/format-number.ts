import type { Interval } from "./run-report.ts";

const minus = "−";
const absent = "–";

/** Thousands separated by commas from 10,000 on (so that years stay years), a true minus sign. */
function grouped(value: number, decimals: number): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const separated = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const digits = fraction === undefined ? separated : `${separated}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? minus + digits : digits;
}

/**
 * Decimals that show the typical of these values with three significant digits, so that a column of them lines up.
 *
 * @example decimalsFor([0.007, 0.684]); // 3
 */
export function decimalsFor(values: readonly number[]): number {
  const sizes = values
    .filter((value) => Number.isFinite(value) && value !== 0)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const typical = sizes[Math.floor(sizes.length / 2)] ?? 1;
  if (typical >= 1000) return 0;
  if (typical >= 100) return 1;
  if (typical >= 10) return 2;
  if (typical >= 0.1) return 3;
  return Math.min(6, 1 - Math.floor(Math.log10(typical)));
}

/**
 * A number as people read it: three significant digits or so, thousands separated.
 *
 * @example formatNumber(59593.2); // "59,593"
 */
export function formatNumber(value: number, decimals: number = decimalsFor([value])): string {
  if (Number.isNaN(value)) return absent;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${minus}∞`;
  if (value !== 0 && Math.abs(value) < 1e-5) return value.toExponential(1).replace("-", minus).replace("e-", `e${minus}`);
  if (Math.abs(value) >= 1e15) return value.toExponential(2).replace("e+", "e");
  return grouped(value, decimals);
}

/** A value that may be whole: no decimals when it is. @example formatPlain(2006); // "2006" */
export function formatPlain(value: number): string {
  return Number.isInteger(value) ? formatNumber(value, 0) : formatNumber(value);
}

/** A value with its interval. @example formatInterval({ value: 0.684, low: 0.65, high: 0.712 }); // "0.684 [0.650, 0.712]" */
export function formatInterval(interval: Interval, decimals: number = decimalsFor([interval.value])): string {
  const value = formatNumber(interval.value, decimals);
  if (!Number.isFinite(interval.low) || !Number.isFinite(interval.high)) return value;
  return `${value} [${formatNumber(interval.low, decimals)}, ${formatNumber(interval.high, decimals)}]`;
}

/** A difference, with its sign. @example formatChange({ value: 0.3, low: 0.27, high: 0.33 }); // "+0.300 [+0.270, +0.330]" */
export function formatChange(interval: Interval, decimals: number = decimalsFor([interval.value, interval.low, interval.high])): string {
  const signed = (value: number) => (value > 0 ? `+${formatNumber(value, decimals)}` : formatNumber(value, decimals));
  return `${signed(interval.value)} [${signed(interval.low)}, ${signed(interval.high)}]`;
}

/** A whole number. @example formatCount(1754155); // "1,754,155" */
export function formatCount(value: number): string {
  return formatNumber(value, 0);
}

/** A share in [0, 1] as percent. @example formatShare(0.0312); // "3.1 %" */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return absent;
  const percent = share * 100;
  if (percent !== 0 && Math.abs(percent) < 0.01) return `${percent < 0 ? minus : ""}<0.01 %`;
  const decimals =
    Number.isInteger(Number(percent.toFixed(1))) && Math.abs(percent) >= 1 ? 0 : percent === 0 ? 0 : Math.abs(percent) < 1 ? 2 : 1;
  return `${formatNumber(percent, decimals)} %`;
}

/** A duration. @example formatSeconds(200); // "3 min 20 s" */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return absent;
  if (seconds === 0) return "0 s";
  if (seconds < 0.001) return "<1 ms";
  if (seconds < 0.0995) return `${formatNumber(seconds * 1000, 0)} ms`;
  if (seconds < 59.5) return `${formatNumber(seconds, seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.round(seconds / 60);
  if (seconds < 3600) return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A time in microseconds. @example formatMicroseconds(1240); // "1.24 ms" */
export function formatMicroseconds(microseconds: number): string {
  if (!Number.isFinite(microseconds)) return absent;
  if (microseconds < 999.5) return `${formatNumber(microseconds, microseconds < 10 ? 1 : 0)} µs`;
  const milliseconds = microseconds / 1000;
  return milliseconds < 1000
    ? `${formatNumber(milliseconds, milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0)} ms`
    : formatSeconds(milliseconds / 1000);
}

/** A size. @example formatMegabytes(0.034); // "34 kB" */
export function formatMegabytes(megabytes: number): string {
  if (!Number.isFinite(megabytes)) return absent;
  if (megabytes < 1) return `${formatNumber(megabytes * 1000, megabytes < 0.01 ? 1 : 0)} kB`;
  if (megabytes < 1000) return `${formatNumber(megabytes, megabytes < 100 ? 1 : 0)} MB`;
  return `${formatNumber(megabytes / 1000, 1)} GB`;
}

/** A moment as a day, or with its time where that is not midnight. @example formatMoment(0); // "1970-01-01" */
export function formatMoment(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return absent;
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}
