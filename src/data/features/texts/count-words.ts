import { writeLetters } from "../../../kernels/index.ts";
import { cellOf, type Table } from "../../tables/table.ts";
import { MAXIMUM_TEXT_UNITS } from "../encode-inputs.ts";

/** Occurrences of a word by class; those of its other spelling count half. */
export type WordCounts = readonly ReadonlyMap<string, number>[];

/** Weight of a word's spelling without marks. */
const unmarkedShare = 0.5;

/** Reads texts as letters, again and again into one buffer. */
function letterReader(): (text: string) => string {
  let letters = new Int32Array(4096);
  return (text) => {
    // Lower case and composition lengthen a text threefold at the utmost.
    if (letters.length < 3 * text.length + 2) letters = new Int32Array(6 * text.length);
    const end = writeLetters(text, letters, 0);
    let words = "";
    for (let i = 1; i < end - 1; i++) words += String.fromCodePoint(letters[i] ?? 0);
    return words;
  };
}

/** Words of a text as they look to those who type no apostrophes, hyphens and digits: "dont", "lhomme"; only where that is a difference. */
function unmarkedWords(text: string, read: (text: string) => string): string[] {
  const marked = text.split(/\s+/).filter((token) => /[\p{P}\p{N}]/u.test(token));
  return marked.flatMap((token) => {
    const unmarked = read(token.replace(/[\p{P}\p{N}]/gu, ""));
    return unmarked === read(token) ? [] : unmarked.split(" ");
  });
}

/** How often each word occurs in each class. @param truth - class of each row. */
export function countWords(table: Table, column: string, truth: Float64Array, classes: number): WordCounts {
  const counts = Array.from({ length: classes }, () => new Map<string, number>());
  const texts = table.any(column);
  const read = letterReader();
  for (let row = 0; row < table.rows; row++) {
    const text = String(cellOf(texts, row) ?? "").slice(0, MAXIMUM_TEXT_UNITS);
    const words = counts[truth[row] ?? -1];
    if (words === undefined) continue;
    const add = (word: string, times: number): unknown => word !== "" && words.set(word, (words.get(word) ?? 0) + times);
    for (const word of read(text).split(" ")) add(word, 1);
    for (const word of unmarkedWords(text, read)) add(word, unmarkedShare);
  }
  return counts;
}
