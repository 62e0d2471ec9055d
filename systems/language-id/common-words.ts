import { scriptOf } from "./script-of.ts";

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}']+/u)
    .filter((word) => word !== "");

/** How many of a language's most frequent words are known to the rule. */
const knownWords = 40;

/** Adds one to a count. */
function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The most frequent keys first. */
function frequent(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([key]) => key);
}

/**
 * A rule as a person would write it: among the languages of the text's script, the one whose most frequent words occur most
 * often; without any, the script's first.
 */
export function commonWords(rows: readonly { text: string; language: string }[]): (row: { text: string }) => string {
  const words = new Map<string, Map<string, number>>();
  const byScript = new Map<string, Map<string, number>>();
  for (const { text, language } of rows) {
    const own = words.get(language) ?? new Map<string, number>();
    words.set(language, own);
    for (const word of wordsOf(text)) count(own, word);
    const script = scriptOf(text);
    const languages = byScript.get(script) ?? new Map<string, number>();
    byScript.set(script, languages);
    count(languages, language);
  }
  const common = new Map([...words].map(([language, counts]) => [language, new Set(frequent(counts).slice(0, knownWords))]));
  const inScript = new Map([...byScript].map(([script, languages]) => [script, frequent(languages)]));
  const any = rows[0]?.language ?? "";
  return ({ text }) => {
    const tokens = wordsOf(text);
    const candidates = inScript.get(scriptOf(text)) ?? [any];
    let best = { language: candidates[0] ?? any, hits: 0 };
    for (const language of candidates) {
      const known = common.get(language);
      const hits = tokens.reduce((sum, word) => sum + (known?.has(word) === true ? 1 : 0), 0);
      if (hits > best.hits) best = { language, hits };
    }
    return best.language;
  };
}
