import { createRequire } from "node:module";
import { MillwrightError } from "../../../errors/index.ts";

/** Languages whose endings can be cut, by their English names. */
export const stemmedLanguages = [
  "arabic",
  "armenian",
  "bulgarian",
  "danish",
  "dutch",
  "english",
  "finnish",
  "french",
  "german",
  "greek",
  "hungarian",
  "indonesian",
  "irish",
  "italian",
  "lithuanian",
  "nepali",
  "norwegian",
  "portuguese",
  "romanian",
  "russian",
  "serbian",
  "spanish",
  "swedish",
  "tamil",
  "turkish",
  "ukrainian",
] as const;

/** A language whose endings can be cut. */
export type StemmedLanguage = (typeof stemmedLanguages)[number];

const require = createRequire(import.meta.url);
const LARGEST_CACHE = 200_000;

/**
 * Cuts the endings of lower-case words (Porter's and the Snowball algorithms), remembering the words it has seen.
 * @throws MODELING_SETTING_INVALID for a language that is not known.
 * @see Porter (1980), "An algorithm for suffix stripping", Program 14(3); snowballstem.org for other languages.
 * @example stemWords("english")("passwords"); // "password"
 */
export function stemWords(language: StemmedLanguage): (word: string) => string {
  if (!stemmedLanguages.includes(language)) {
    const problem = `endings of the language "${language}" cannot be cut.`;
    throw new MillwrightError("MODELING_SETTING_INVALID", problem, `Known: ${stemmedLanguages.join(", ")}; or stem: false.`);
  }
  const { stemmer } = require(`@orama/stemmers/${language}`) as typeof import("@orama/stemmers/english");
  const known = new Map<string, string>();
  return (word) => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    // Words of thousands of letters are no words, and would make the patterns of the rules slow.
    const stem = word.length > 64 ? word : stemmer(word).toLowerCase();
    if (known.size < LARGEST_CACHE) known.set(word, stem);
    return stem;
  };
}
