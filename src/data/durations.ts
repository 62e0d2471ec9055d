/** A length of time in milliseconds, made by `days` or `hours`. */
export type Duration = number;

/** Milliseconds of n days of 24 hours. @example days(7); // 604800000 */
export function days(n: number): Duration {
  return n * 86_400_000;
}

/** Milliseconds of n hours. @example hours(2); // 7200000 */
export function hours(n: number): Duration {
  return n * 3_600_000;
}
