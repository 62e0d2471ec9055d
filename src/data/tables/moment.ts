const isoDate = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*([zZ]|[+-]\d{2}(:?\d{2})?)?)?$/;

function finiteOrUndefined(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** A zone as Date.parse takes it: +02 and +0200 become +02:00, none becomes UTC. */
function spelledOut(zone: string): string {
  if (zone === "") return "Z";
  const digits = zone.replace(":", "");
  return digits.length === 1 ? "Z" : `${digits.slice(0, 3)}:${digits.slice(3) || "00"}`;
}

/**
 * A `Date` or ISO 8601 text as milliseconds since 1970; text without a zone is UTC, whatever zone the machine is in.
 * @returns undefined when it is no moment.
 */
export function millisecondsOf(value: unknown): number | undefined {
  if (value instanceof Date) return finiteOrUndefined(value.getTime());
  if (typeof value !== "string" || !isoDate.test(value)) return undefined;
  if (value.length === 10) return finiteOrUndefined(Date.parse(value));
  const zone = /([zZ]|[+-]\d{2}(:?\d{2})?)$/.exec(value)?.[0] ?? "";
  const moment = value
    .slice(0, value.length - zone.length)
    .trimEnd()
    .replace(" ", "T");
  return finiteOrUndefined(Date.parse(`${moment}${spelledOut(zone)}`));
}
