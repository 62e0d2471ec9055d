import { type Analyzer, analyzer } from "../analysis/analyzer.ts";
import type { StemmedLanguage } from "../analysis/stem-words.ts";
import { englishStopWords } from "../analysis/stop-words.ts";

/** A text, taken apart once for all the texts that it is compared with. */
export interface TextProfile {
  /** Words in order, as they are written, in lower case. */
  readonly words: readonly string[];
  /** The same with their endings cut, in order. */
  readonly stems: readonly string[];
  readonly stemSet: ReadonlySet<string>;
  /** Stems of words that are no stop words. */
  readonly content: ReadonlySet<string>;
  /** Pairs of stems side by side. */
  readonly pairs: ReadonlySet<string>;
  /** Runs of three characters within words. */
  readonly letters: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Stems of words inside the text that begin with a capital: names. */
  readonly names: ReadonlySet<string>;
  readonly negations: number;
  /** How it asks, an index into `questionWords`, or -1. */
  readonly asks: number;
}

/** Words that say what is asked for. */
export const questionWords = ["how", "what", "why", "which", "who", "where", "when", "is", "can", "should", "do"] as const;

const sameQuestion: Readonly<Record<string, string>> = {
  are: "is",
  was: "is",
  were: "is",
  does: "do",
  did: "do",
  could: "can",
  would: "should",
  will: "should",
  whom: "who",
  whose: "who",
};

const negations = new Set(["not", "no", "never", "without", "nt", "dont", "cant", "wont", "doesnt", "isnt", "didnt", "cannot", "none"]);

/** Stems of words that begin with a capital where that is not because a sentence begins. */
function namesOf(text: string, cut: (word: string) => readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const [word] of text.matchAll(/(?<=[\p{L}\p{N},;:'"()\-\u2019]\s{0,2})\p{Lu}[\p{L}\p{M}\p{N}]*/gu)) {
    if (word !== "I") for (const stem of cut(word)) names.add(stem);
  }
  return names;
}

/** Takes texts apart. @param language - whose endings are cut. */
export function textProfiler(language: StemmedLanguage | false): (text: string) => TextProfile {
  const plain: Analyzer = analyzer({});
  const stemmer: Analyzer = analyzer({ stem: language });
  const lettersOf: Analyzer = analyzer({ of: "letters", ngrams: [3, 3] });
  const stopped = new Set(englishStopWords);
  return (text) => {
    const words = plain.words(text);
    const stems = stemmer.words(text);
    const first = words.find((word) => word in sameQuestion || (questionWords as readonly string[]).includes(word)) ?? "";
    return {
      words,
      stems,
      stemSet: new Set(stems),
      content: new Set(stems.filter((_, n) => !stopped.has(words[n] ?? ""))),
      pairs: new Set(stems.slice(1).map((stem, n) => `${stems[n] ?? ""} ${stem}`)),
      letters: new Set(lettersOf.terms(text)),
      numbers: new Set(words.filter((word) => /\d/.test(word))),
      names: namesOf(text, (word) => stemmer.words(word)),
      negations: words.filter((word) => negations.has(word)).length,
      asks: (questionWords as readonly string[]).indexOf(sameQuestion[first] ?? first),
    };
  };
}
