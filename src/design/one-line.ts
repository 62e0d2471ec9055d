// Control characters (a terminal obeys them), line ends, and marks that reverse the direction of text.
const unsafe = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;

/**
 * Any value from data as one line of plain text that no terminal and no table can misread.
 *
 * @example oneLine("a\nb\u001b[31m"); // "a b [31m"
 */
export function oneLine(value: unknown): string {
  return textOf(value).replace(unsafe, " ").trim();
}

/** As `oneLine`, cut to a number of characters with an ellipsis. */
export function shorten(value: unknown, most: number): string {
  const letters = [...oneLine(value)];
  return letters.length <= most
    ? letters.join("")
    : `${letters
        .slice(0, Math.max(0, most - 1))
        .join("")
        .trimEnd()}…`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}
