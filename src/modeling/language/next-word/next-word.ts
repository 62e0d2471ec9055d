import { MillwrightError } from "../../../errors/index.ts";
import { UNKNOWN } from "../../../kernels/index.ts";
import type { Catalogue, Finder, FindRequest, FittedFinder, SavedFinder } from "../../finding/finder.ts";
import { rankedLists } from "../../finding/ranked-lists.ts";
import { Completer, type TypedText } from "../completion/completer.ts";
import { UserMemory } from "../completion/user-memory.ts";
import { NgramModel } from "../ngram-model.ts";
import type { NgramSettings } from "../ngram-settings.ts";
import { trainNgrams } from "../train-ngrams.ts";
import { buildVocabulary } from "../vocabulary.ts";
import { sentencesOfEvents } from "./sentences-of-events.ts";

/** Settings of `nextWord`. */
export interface NextWordSettings extends Pick<NgramSettings, "order" | "minimumCounts" | "minimumWriters" | "memoryMb"> {
  /** Column of the text before a word: its words with single spaces. */
  readonly before: string;
  /** Column of the letters that are typed already, where requests have one. */
  readonly prefix?: string;
  /** Whether what the asker wrote before is weighed in. */
  readonly personal: boolean;
}

/** Memories of askers whose histories grow from request to request: the last one is kept and continued. */
class GrowingMemory {
  #history: Int32Array = new Int32Array(0);
  #memory = new UserMemory();

  /** @param learn - learns words into a memory; the last of those before them come along. */
  of(history: Int32Array, learn: (memory: UserMemory, items: Int32Array, earlier: Int32Array) => void): UserMemory {
    const known = this.#history.length;
    const continues = history.length >= known && this.#history.every((item, at) => item === history[at]);
    if (!continues) this.#memory = new UserMemory();
    const from = continues ? known : 0;
    learn(this.#memory, history.subarray(from), history.subarray(Math.max(0, from - 2), from));
    this.#history = history;
    return this.#memory;
  }
}

function fittedNextWord(model: NgramModel, codes: Int32Array, settings: NextWordSettings): FittedFinder {
  const completer = new Completer(model);
  const memories = new GrowingMemory();
  const idOf = new Map(Array.from(codes, (code, id) => [code, id] as const).filter(([code]) => code >= 0));
  const wordOf = (item: number): string => model.vocabulary.words[idOf.get(item) ?? UNKNOWN] ?? "";
  const codeOf = (word: string): number => codes[model.vocabulary.idOf(word)] ?? -1;
  const typedOf = ({ context }: FindRequest): TypedText => {
    const text = String(context?.[settings.before] ?? "");
    const prefix = settings.prefix === undefined ? "" : String(context?.[settings.prefix] ?? "");
    return { words: text === "" ? [] : text.split(" "), prefix };
  };
  const memoryOf = ({ history }: FindRequest): UserMemory | undefined => {
    if (!settings.personal || history.length === 0) return undefined;
    // A history has no message ends: that a new one began is learned from the first word alone.
    return memories.of(history, (memory, items, earlier) => memory.learn(Array.from(items, wordOf), Array.from(earlier, wordOf)));
  };
  return {
    name: "next_word",
    learned: model.learned,
    find: (requests, { k, allow }) =>
      rankedLists(
        k,
        requests.map((request) => {
          const found = completer.suggest(typedOf(request), allow === undefined ? k : model.vocabulary.size, memoryOf(request));
          const kept = found
            .map(({ text, probability }) => ({ item: codeOf(text), probability }))
            .filter(({ item }) => item >= 0 && (allow === undefined || allow(item, request)))
            .slice(0, k);
          return { items: kept.map(({ item }) => item), scores: kept.map(({ probability }) => probability) };
        }),
      ),
    score: (request, items) => {
      const memory = memoryOf(request);
      const { words } = typedOf(request);
      return Float64Array.from(items, (item) => completer.probability(words, wordOf(item), memory));
    },
    explain: (request, item) => {
      const [last] = typedOf(request).words.slice(-1);
      const sentence = last === undefined ? `Messages often begin with "${wordOf(item)}".` : `"${wordOf(item)}" often follows "${last}".`;
      return { sentence };
    },
    save: () => saveNextWord(model, codes, settings),
  };
}

function saveNextWord(model: NgramModel, codes: Int32Array, settings: NextWordSettings): SavedFinder {
  const { tensors, metadata } = model.save();
  // A finder's arrays have no 16 bits.
  const wide = Object.entries(tensors).map(([name, data]) => [name, data instanceof Uint16Array ? Int32Array.from(data) : data] as const);
  return { kind: "next_word", settings: { ...settings, ...metadata }, tensors: { ...Object.fromEntries(wide), codes } };
}

/** Item codes of the vocabulary's words; −1 where there is none. */
function codesOf(model: NgramModel, { ids }: Catalogue): Int32Array {
  const codes = new Int32Array(model.vocabulary.size).fill(-1);
  ids.forEach((word, code) => {
    if (model.vocabulary.has(word)) codes[model.vocabulary.idOf(word)] = code;
  });
  return codes;
}

/** @throws MODELING_FINDER_INVALID, MODELING_LANGUAGE_FILE */
export function restoreNextWord({ settings, tensors }: SavedFinder): FittedFinder {
  const { codes, ...arrays } = tensors;
  const { order, kind, facts, before, prefix, personal } = settings;
  const metadata = { order: String(order), kind: String(kind), facts: String(facts) };
  const model = NgramModel.open(arrays, metadata);
  if (!(codes instanceof Int32Array) || codes.length !== model.vocabulary.size || typeof before !== "string") {
    throw new MillwrightError(
      "MODELING_FINDER_INVALID",
      "the saved words have no item codes.",
      "Restore the package, or run the system again.",
    );
  }
  const columns = { before, ...(typeof prefix === "string" ? { prefix } : {}) };
  return fittedNextWord(model, codes, { ...columns, personal: personal === true });
}

/**
 * Finds the next word of a message by an n-gram model with modified Kneser–Ney smoothing; items are words, askers their writers. What is
 * saved holds the shared model alone: what an asker wrote is weighed in from the history that a request brings.
 * @throws `fit` throws MODELING_EVENTS_INVALID, MODELING_TEXT_EMPTY, MODELING_SETTING_INVALID
 * @example nextWord({ before: "before", order: 3, personal: true })
 */
export function nextWord(settings: NextWordSettings): Finder {
  return {
    name: "next_word",
    settings: { ...settings },
    fit: async (examples, { signal }) => {
      const { minimumWriters = 1 } = settings;
      const sentences = [...sentencesOfEvents(examples, settings.before)];
      const vocabulary = buildVocabulary(sentences, { minimumWriters });
      const stop = signal === undefined ? {} : { signal };
      const model = trainNgrams(sentences, vocabulary, { ...settings, minimumWriters, endings: false, quantize: true, ...stop });
      return fittedNextWord(model, codesOf(model, examples.catalogue), settings);
    },
  };
}
