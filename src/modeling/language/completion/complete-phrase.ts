import type { Completer, Suggestion, TypedText } from "./completer.ts";
import type { UserMemory } from "./user-memory.ts";

/** How far phrases are followed. */
export interface PhraseSettings {
  /** Least P(whole phrase | what was typed); 0.5 unless told. */
  readonly minimumProbability?: number;
  /** Most words; 4 unless told. */
  readonly maximumWords?: number;
  /** Phrases that are followed at a time; 4 unless told. */
  readonly beam?: number;
}

/** Words of a text and its probability so far. */
interface Path {
  readonly words: readonly string[];
  readonly probability: number;
  readonly own: boolean;
}

/**
 * The longest phrase of two words and more that is still probable enough, by a beam search in which the first word must begin with the
 * prefix. The first word's probability is taken among the words that do.
 * @returns undefined where no phrase reaches the least probability.
 */
export function completePhrase(
  completer: Completer,
  typed: TypedText,
  settings: PhraseSettings = {},
  memory?: UserMemory,
): Suggestion | undefined {
  const { minimumProbability = 0.5, maximumWords = 4, beam = 4 } = settings;
  const next = (words: readonly string[], prefix: string): Suggestion[] => completer.suggest({ words, prefix }, beam, memory);
  const total = typed.prefix === "" ? 1 : completer.prefixProbability(typed, memory);
  let paths: Path[] = next(typed.words, typed.prefix).map(({ text, probability, own }) => ({
    words: [text],
    probability: Math.min(1, probability / total),
    own,
  }));
  let best: Path | undefined;
  for (let length = 1; length < maximumWords && paths.length > 0; length++) {
    const longer = paths
      .filter(({ probability }) => probability >= minimumProbability)
      .flatMap((path) => next([...typed.words, ...path.words], "").map((suggestion) => extend(path, suggestion)))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, beam);
    const probable = longer.find(({ probability }) => probability >= minimumProbability);
    if (probable !== undefined) best = probable;
    paths = longer;
  }
  return best === undefined ? undefined : { text: best.words.join(" "), probability: best.probability, own: best.own };
}

function extend(path: Path, { text, probability, own }: Suggestion): Path {
  return { words: [...path.words, text], probability: path.probability * probability, own: path.own || own };
}
