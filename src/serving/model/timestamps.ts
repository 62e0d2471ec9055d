const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * An ISO 8601 moment in milliseconds since 1970; NaN where it is none. Without a zone it is UTC, wherever the server stands.
 * @example parseTimestamp("2026-03-14 09:26"); // 1773480360000
 */
export function parseTimestamp(text: string): number {
  const match = iso.exec(text);
  if (match === null) return Number.NaN;
  const [, day, time, seconds = ":00", zone = "Z"] = match;
  if (time === undefined) return checkedDay(`${day}T00:00:00Z`, day);
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const milliseconds = Date.parse(`${day}T${time}${seconds}${offset}`);
  return Number.isNaN(checkedDay(`${day}T00:00:00Z`, day)) ? Number.NaN : milliseconds;
}

/** Date.parse takes February 30 for March 2; this does not. */
function checkedDay(text: string, day: string | undefined): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return milliseconds;
  return new Date(milliseconds).toISOString().slice(0, 10) === day ? milliseconds : Number.NaN;
}
