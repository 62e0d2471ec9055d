import { MillwrightError } from "../../errors/index.ts";
import { type Derivation, type DerivationKind, noState } from "./derivation.ts";
import { LONGEST_TEXT, textsOf } from "./text-pair/text-words.ts";

/** What is counted in a text: kinds of words, words of a list in lower case, or occurrences of pieces of text. */
export type TextCount =
  | "characters"
  | "words"
  | "distinct"
  | "sentences"
  | "numbers"
  | "years"
  | "capitalised"
  | { readonly words: readonly string[] }
  | { readonly pieces: readonly string[] };

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

function wordCount(text: string, holds: (word: string) => boolean): number {
  let count = 0;
  for (const [word] of text.matchAll(wordPattern)) if (holds(word)) count++;
  return count;
}

function occurrences(text: string, piece: string): number {
  let count = 0;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) count++;
  return count;
}

const named: Readonly<Record<string, (text: string) => number>> = {
  characters: (text) => text.length,
  words: (text) => wordCount(text, () => true),
  distinct: (text) => new Set(text.toLowerCase().match(wordPattern) ?? []).size,
  sentences: (text) => (text.match(/[.!?…]+(?=\s|$)/g) ?? []).length,
  numbers: (text) => wordCount(text, (word) => /\p{N}/u.test(word)),
  years: (text) => wordCount(text, (word) => /^(1[5-9]|20)\d\d$/.test(word)),
  capitalised: (text) => wordCount(text, (word) => /^\p{Lu}/u.test(word)),
};

function counterOf(what: unknown): (text: string) => number {
  if (typeof what === "string" && named[what] !== undefined) return named[what];
  const { words, pieces } = (what ?? {}) as { words?: readonly string[]; pieces?: readonly string[] };
  if (Array.isArray(words)) {
    const listed: ReadonlySet<string> = new Set(words);
    return (text) => wordCount(text.toLowerCase(), (word) => listed.has(word));
  }
  if (Array.isArray(pieces) && pieces.every((piece) => typeof piece === "string" && piece !== "")) {
    return (text) => pieces.reduce((sum, piece) => sum + occurrences(text, piece), 0);
  }
  throw new MillwrightError(
    "DATA_SETTINGS_INVALID",
    `a text count counts ${JSON.stringify(what)}.`,
    `Count ${Object.keys(named).join(", ")}, { words: [...] } or { pieces: [...] }.`,
  );
}

/**
 * How often something occurs in a text; reads at most 20,000 characters.
 * @throws DATA_SETTINGS_INVALID
 * @example textCount("answer", { pieces: ["<a "] }) // links
 */
export function textCount<const Column extends string>(column: Column, what: TextCount): Derivation<Column> {
  counterOf(what);
  return { kind: "text_count", columns: [column], settings: { what }, output: "count" };
}

/** Counts in a text; learns nothing. */
export const textCountKind: DerivationKind = {
  kind: "text_count",
  outputs: ["count"],
  learn: () => noState,
  open: (_, { columns: [column = ""], settings }) => {
    const count = counterOf(settings["what"]);
    return (table) => [Float64Array.from(textsOf(table, column), (text) => count(text.slice(0, LONGEST_TEXT)))];
  },
};
