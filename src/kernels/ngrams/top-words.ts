import { lengthOf, logBackoffOf, logProbabilityOf, lowerBound, type NgramTrie } from "./ngram-trie.ts";
import { FIRST_WORD } from "./ngram-words.ts";

/** Memory of `topWords` that is used again and again: which words were seen on this call. */
export interface WordMarks {
  readonly marks: Int32Array;
  call: number;
}

/** Marks for a vocabulary. */
export function newWordMarks(vocabulary: number): WordMarks {
  return { marks: new Int32Array(vocabulary), call: 0 };
}

/** The best words so far, ascending by value: the worst is at place 0 once it is full. */
interface Best {
  readonly words: Int32Array;
  readonly values: Float64Array;
  count: number;
}

/** Keeps a word where it is among the best; of equal ones the smaller id. */
function keep(best: Best, word: number, value: number): void {
  const { words, values } = best;
  const most = words.length;
  if (best.count === most && (value < values[0]! || (value === values[0]! && word > words[0]!))) return;
  let at = best.count < most ? best.count++ : 0;
  if (at === 0 && best.count === most) {
    while (at + 1 < most && (values[at + 1]! < value || (values[at + 1]! === value && words[at + 1]! > word))) {
      values[at] = values[at + 1]!;
      words[at] = words[at + 1]!;
      at++;
    }
  } else {
    while (at > 0 && (values[at - 1]! > value || (values[at - 1]! === value && words[at - 1]! < word))) {
      values[at] = values[at - 1]!;
      words[at] = words[at - 1]!;
      at--;
    }
  }
  values[at] = value;
  words[at] = word;
}

/** Offers the children of a node whose words are in [from, to) and were not offered by a longer context. */
function offerChildren(trie: NgramTrie, node: number, range: readonly [number, number], passed: number, best: Best, seen: WordMarks): void {
  const end = trie.firstChild[node + 1]!;
  const { word, probability, probabilityBook, vocabulary } = trie;
  const coded = probabilityBook.length > 0;
  const book = (lengthOf(trie, node) - 1) * 256;
  for (let child = lowerBound(word, trie.firstChild[node]!, end, range[0]); child < end && word[child]! < range[1]; child++) {
    const id = word[child]!;
    if (seen.marks[id] === seen.call) continue;
    seen.marks[id] = seen.call;
    const value = probability[child - vocabulary]!;
    keep(best, id, passed + (coded ? probabilityBook[book + value]! : value));
  }
}

/**
 * The k most probable words of a range of ids after a context, most probable first; exactly, by looking at every n-gram of the context
 * and its suffixes.
 * @param range - ids [from, to); words before FIRST_WORD are never answered.
 * @param blocked - 1 for words that may not be answered, by id.
 * @returns ids and log probabilities, at most k.
 */
export function topWords(
  trie: NgramTrie,
  context: number,
  range: readonly [number, number],
  k: number,
  blocked: Uint8Array,
  seen: WordMarks,
): { readonly words: Int32Array; readonly values: Float64Array } {
  const best: Best = { words: new Int32Array(k), values: new Float64Array(k), count: 0 };
  const from = Math.max(FIRST_WORD, range[0]);
  seen.call++;
  for (let id = from; id < range[1]; id++) if (blocked[id] === 1) seen.marks[id] = seen.call;
  let passed = 0;
  for (let node = context; node >= 0; node = trie.link[node]!) {
    offerChildren(trie, node, [from, range[1]], passed, best, seen);
    passed += logBackoffOf(trie, node);
  }
  for (let id = from; id < range[1]; id++) {
    if (seen.marks[id] !== seen.call) keep(best, id, passed + trie.wordProbability[id]!);
  }
  const words = best.words.slice(0, best.count).reverse();
  return { words, values: best.values.slice(0, best.count).reverse() };
}

/** Marks the children of a node whose words are in [from, to) and sums up those that no longer context had. */
function sumChildren(trie: NgramTrie, node: number, range: readonly [number, number], seen: WordMarks): number {
  const end = trie.firstChild[node + 1]!;
  let sum = 0;
  for (let child = lowerBound(trie.word, trie.firstChild[node]!, end, range[0]); child < end && trie.word[child]! < range[1]; child++) {
    const id = trie.word[child]!;
    if (seen.marks[id] === seen.call) continue;
    seen.marks[id] = seen.call;
    sum += Math.exp(logProbabilityOf(trie, child));
  }
  return sum;
}

/** P(some word of a range of ids | context), by the same walk as `topWords`. */
export function rangeProbability(trie: NgramTrie, context: number, range: readonly [number, number], seen: WordMarks): number {
  const from = Math.max(FIRST_WORD, range[0]);
  seen.call++;
  let passed = 1;
  let sum = 0;
  for (let node = context; node >= 0; node = trie.link[node]!) {
    sum += passed * sumChildren(trie, node, [from, range[1]], seen);
    passed *= Math.exp(logBackoffOf(trie, node));
  }
  for (let id = from; id < range[1]; id++) if (seen.marks[id] !== seen.call) sum += passed * Math.exp(trie.wordProbability[id]!);
  return sum;
}
