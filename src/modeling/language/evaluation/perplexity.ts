import { MillwrightError } from "../../../errors/index.ts";
import { SENTENCE_END, UNKNOWN } from "../../../kernels/index.ts";
import type { Measured } from "../../metrics/metric.ts";
import type { LanguageModel } from "../language-model.ts";
import type { Sentence } from "../vocabulary.ts";
import { ratioInterval } from "./ratio-interval.ts";

/** What is done about words outside of the vocabulary. */
export interface PerplexitySettings {
  readonly seed: number;
  /**
   * "class": each counts as the one word `<unk>` (a closed vocabulary); "skip": none is counted; "spell": each also costs its letters by
   * `spelling`, so that models with different vocabularies can be compared (an open vocabulary). "class" unless told.
   */
  readonly unknown?: "class" | "skip" | "spell";
  /** A model of letters as words, for "spell"; its sentences must end. */
  readonly spelling?: LanguageModel;
}

/** How well a model foretells text; intervals are over documents. */
export interface PerplexityResult {
  /** exp of the mean loss of a counted word or end; lower is better, 1 is best. */
  readonly perplexity: Measured;
  /** Bits of all counted words and ends for each character of the text, a space or line break behind each word included. */
  readonly bitsPerCharacter: Measured;
  readonly tokens: number;
  /** Share of words outside of the vocabulary, in [0, 1]. */
  readonly unknownShare: number;
}

/** Sums of one document. */
interface Tally {
  nats: number;
  tokens: number;
  characters: number;
  words: number;
  unknown: number;
}

/** Loss of spelling a word, with its end. */
function spellingLoss(spelling: LanguageModel, word: string): number {
  let context = spelling.start;
  let nats = 0;
  for (const id of [...spelling.vocabulary.encode([...word]), SENTENCE_END]) {
    nats -= spelling.logProbability(context, id);
    context = spelling.advance(context, id);
  }
  return nats;
}

function addSentence(model: LanguageModel, { words }: Sentence, settings: PerplexitySettings, tally: Tally): void {
  const { unknown = "class", spelling } = settings;
  const ids = [...model.vocabulary.encode(words), ...(model.endings ? [SENTENCE_END] : [])];
  let context = model.start;
  ids.forEach((id, at) => {
    const word = words[at];
    const counted = id !== UNKNOWN || unknown !== "skip";
    if (counted) {
      tally.nats -= model.logProbability(context, id);
      tally.tokens++;
      tally.characters += word === undefined ? 0 : [...word].length + 1;
    }
    if (id === UNKNOWN && unknown === "spell" && spelling !== undefined) tally.nats += spellingLoss(spelling, word ?? "");
    if (word !== undefined) tally.words++;
    if (id === UNKNOWN) tally.unknown++;
    context = model.advance(context, id);
  });
}

/**
 * Perplexity and bits per character on held-out documents, each a list of sentences; contexts do not reach over sentences.
 * @throws MODELING_TEXT_EMPTY; MODELING_SETTING_INVALID where words are to be spelled without a model of letters.
 * @example perplexity(model, documents, { seed: 0 }).perplexity.value; // 141.2 for five words on the Penn Treebank
 */
export function perplexity(
  model: LanguageModel,
  documents: readonly (readonly Sentence[])[],
  settings: PerplexitySettings,
): PerplexityResult {
  if (settings.unknown === "spell" && settings.spelling?.endings !== true) {
    const fix = "Give spelling, a model of letters whose sentences end.";
    throw new MillwrightError("MODELING_SETTING_INVALID", 'unknown is "spell" without a model that can spell.', fix);
  }
  const tallies = documents.map((sentences) => {
    const tally: Tally = { nats: 0, tokens: 0, characters: 0, words: 0, unknown: 0 };
    for (const sentence of sentences) addSentence(model, sentence, settings, tally);
    return tally;
  });
  const total = (part: (tally: Tally) => number): number => tallies.reduce((sum, tally) => sum + part(tally), 0);
  if (total(({ tokens }) => tokens) === 0) {
    throw new MillwrightError("MODELING_TEXT_EMPTY", "no word of the documents is counted.", "Give text whose words the model knows.");
  }
  const { seed } = settings;
  return {
    perplexity: ratioInterval(
      tallies.map(({ nats, tokens }) => ({ numerator: nats, denominator: tokens })),
      { seed, shape: Math.exp },
    ),
    bitsPerCharacter: ratioInterval(
      tallies.map(({ nats, characters }) => ({ numerator: nats / Math.LN2, denominator: characters })),
      { seed },
    ),
    tokens: total(({ tokens }) => tokens),
    unknownShare:
      total(({ unknown }) => unknown) /
      Math.max(
        1,
        total(({ words }) => words),
      ),
  };
}
