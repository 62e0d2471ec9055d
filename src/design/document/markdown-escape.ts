import { oneLine } from "../one-line.ts";

/**
 * Plain text for Markdown: nothing in it is read as a mark-up, a link, a cell's end or HTML. Line ends become spaces.
 * Marks that mean nothing where they stand (an underscore inside a word, brackets of an interval) are left as they are.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*|~]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/<(?=[A-Za-z/!?])/g, "&lt;")
    .replace(/\](?=[(:[])/g, "]\\")
    .replace(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, "\\_");
}

/** The same at the start of a line, where a number, a dash or a hash would begin a list, a heading or a quotation. */
export function escapeLineStart(line: string): string {
  return line.replace(/^([#+=>-])/, "\\$1").replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Text between fences that are longer than any run of backticks in it. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
