import { cellOf, type Table } from "../../tables/table.ts";

/** Longest part of a text that is read, in UTF-16 units: bounds the work of one row. */
export const LONGEST_TEXT = 20_000;

const stopWords = new Set(
  (
    "the a an of to in on for is are was were be do does did i you my your me it its and or what how why which who when where can could " +
    "should would will with that this there have has had at from by as if not any many much he she they his her their we our them"
  ).split(" "),
);

const endings = ["ing", "edly", "ed", "es", "s", "ly"] as const;

/** A word without its usual English ending, where three letters stay. */
function stem(word: string): string {
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 3);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** Words of a text in order: lower case, compatibility form, endings cut. */
export function wordsOf(text: string): string[] {
  const plain = text.slice(0, LONGEST_TEXT).normalize("NFKC").toLowerCase();
  return (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(stem);
}

const stemmedStopWords = new Set([...stopWords].map(stem));

/** True for words that say nothing of what a text is about. */
export function isStopWord(word: string): boolean {
  return stemmedStopWords.has(word);
}

/** Texts of a column; "" where missing. */
export function textsOf(table: Table, column: string): string[] {
  const values = table.any(column);
  return Array.from({ length: table.rows }, (_, row) => String(cellOf(values, row) ?? ""));
}
