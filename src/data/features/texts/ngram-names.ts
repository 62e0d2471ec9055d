import { extendHash, writeLetters } from "../../../kernels/index.ts";
import type { Table } from "../../tables/table.ts";
import { categoryValues } from "../categories/category-values.ts";
import { MAXIMUM_TEXT_UNITS } from "../encode-inputs.ts";
import type { GraphInput } from "../feature.ts";
import type { NgramPlan } from "./ngrams.ts";

/** One element of a text: its number in the graph and how it reads. */
interface Element {
  readonly number: number;
  readonly text: string;
}

function lettersOf(text: string): Element[] {
  const buffer = new Int32Array(3 * text.length + 2);
  const end = writeLetters(text, buffer, 0);
  return Array.from(buffer.subarray(0, end), (number) => ({ number, text: String.fromCodePoint(number) }));
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;

function wordsOf(text: string): Element[] {
  const lower = text.toLowerCase().normalize("NFC").replaceAll("\u2019", "'");
  return Array.from(lower.matchAll(wordPattern), ([word]) => {
    let number = 0;
    for (const character of word) number = extendHash(number, character.codePointAt(0) ?? 0);
    return { number: number || 1, text: word };
  });
}

/** How the n-grams of a vocabulary read, by going through the training texts until each was met. */
export function nameNgrams(table: Table, input: GraphInput, plan: NgramPlan, vocabulary: readonly number[]): string[] {
  const wanted = new Set(vocabulary);
  const names = new Map<number, string>();
  const elementsOf = plan.of === "letters" ? lettersOf : wordsOf;
  for (const text of categoryValues(table, input.column)) {
    if (names.size === wanted.size) break;
    const elements = elementsOf(text.slice(0, MAXIMUM_TEXT_UNITS));
    for (let start = 0; start < elements.length; start++) {
      let hash = 0;
      for (let n = 1; n <= plan.to && start + n <= elements.length; n++) {
        const element = elements[start + n - 1];
        if (element === undefined) break;
        hash = n === 1 ? element.number : extendHash(hash, element.number);
        if (n < plan.from || !wanted.has(hash) || names.has(hash)) continue;
        const shown = elements.slice(start, start + n).map((each) => each.text);
        names.set(hash, shown.join(plan.of === "letters" ? "" : " "));
      }
    }
  }
  return vocabulary.map((hash) => `${input.column}: "${names.get(hash) ?? "?"}"`);
}
