import { MillwrightError } from "../../../errors/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { segmentWords } from "./segment-words.ts";
import { type StemmedLanguage, stemWords } from "./stem-words.ts";
import { englishStopWords } from "./stop-words.ts";

/** How a text becomes terms. Plain data: an index keeps it, so that queries are read as its documents were. */
export interface AnalyzerSettings {
  /** "words" unless told; "letters": runs of characters within words, a space before and behind each word counted in. */
  readonly of?: "words" | "letters";
  /** Fewest and most words or characters of a term; [1, 1] for words and [3, 5] for letters unless told. */
  readonly ngrams?: readonly [number, number];
  /** Cuts the endings of words of this language; false (unless told) leaves them. */
  readonly stem?: StemmedLanguage | false;
  /** Words that are left out: "english" or a list in lower case; none unless told. */
  readonly stopWords?: "english" | readonly string[];
  /** Whether accents are taken off letters; true unless told. */
  readonly foldAccents?: boolean;
  /** Longest part of a text that is read, in UTF-16 units; 100,000 unless told. */
  readonly longestText?: number;
}

/** Reads texts as terms. */
export interface Analyzer {
  readonly settings: AnalyzerSettings;
  /** Words, as they are counted: lower case, without stop words, with endings cut. */
  words(text: string): string[];
  /** Terms in the order of the text, repeated where they are. */
  terms(text: string): string[];
}

const marks = /\p{M}+/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const isAscii = /^[\x00-\x7f]*$/;

/** Lower case in compatibility form, so that "ﬁ" reads "fi" and "Ⅳ" reads "iv". */
function plainForm(text: string, foldAccents: boolean): string {
  if (isAscii.test(text)) return text.toLowerCase();
  const lower = text.normalize("NFKC").toLowerCase();
  return foldAccents ? lower.normalize("NFD").replace(marks, "").normalize("NFC") : lower;
}

/** Runs of `from` to `to` characters of each word with a space at either end; a word shorter than that is one run. */
function letterRuns(words: readonly string[], from: number, to: number): string[] {
  const runs: string[] = [];
  for (const word of words) {
    const characters = isAscii.test(word) ? ` ${word} ` : [..." ", ...word, " "];
    const { length } = characters;
    for (let size = from; size <= to; size++) {
      if (size >= length) {
        runs.push(sliceOf(characters, 0, length));
        break;
      }
      for (let start = 0; start + size <= length; start++) runs.push(sliceOf(characters, start, start + size));
    }
  }
  return runs;
}

function sliceOf(characters: string | readonly string[], from: number, to: number): string {
  return typeof characters === "string" ? characters.slice(from, to) : characters.slice(from, to).join("");
}

/** Runs of `from` to `to` words, joined by spaces. */
function wordRuns(words: readonly string[], from: number, to: number): string[] {
  if (from === 1 && to === 1) return [...words];
  const runs: string[] = [];
  for (let size = from; size <= to; size++) {
    for (let start = 0; start + size <= words.length; start++) runs.push(words.slice(start, start + size).join(" "));
  }
  return runs;
}

function checkSettings(of: string, [from, to]: readonly [number, number]): void {
  const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && from <= to && to <= 12;
  if (!isRange) {
    const problem = `the analyser's ngrams are [${from}, ${to}].`;
    throw new MillwrightError("MODELING_SETTING_INVALID", problem, "Give the shortest and the longest, from 1 to 12.");
  }
  if (of !== "words" && of !== "letters") {
    throw new MillwrightError("MODELING_SETTING_INVALID", `the analyser reads "${of}".`, 'Allowed are "words" and "letters".');
  }
}

/**
 * Reads texts as terms: lower case, compatibility form, accents off, words by Unicode's segmentation, stop words out, endings cut, runs of
 * words or characters.
 * @throws MODELING_SETTING_INVALID
 * @example analyzer({ stem: "english", stopWords: "english" }).terms("How do I reset my passwords?"); // ["reset", "password"]
 */
export function analyzer(settings: AnalyzerSettings = {}): Analyzer {
  const { of = "words", ngrams = of === "words" ? [1, 1] : [3, 5], stem = false, foldAccents = true, longestText = 100_000 } = settings;
  checkSettings(of, ngrams);
  checkNumber("analyzer", "longestText", longestText, { least: 1, whole: true });
  const stopList = settings.stopWords === "english" ? englishStopWords : (settings.stopWords ?? []);
  const stopped = new Set(stopList);
  const cut = stem === false ? undefined : stemWords(stem);
  const words = (text: string): string[] => {
    const found: string[] = [];
    for (const written of segmentWords(plainForm(text.slice(0, longestText), foldAccents))) {
      const word = written.replace(/['\u2019]/g, "");
      if (!stopped.has(word)) found.push(cut === undefined ? word : cut(word));
    }
    return found;
  };
  const [from, to] = ngrams;
  const runs = of === "words" ? wordRuns : letterRuns;
  return { settings, words, terms: (text) => runs(words(text), from, to) };
}
