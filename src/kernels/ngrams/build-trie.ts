import { EMPTY_CONTEXT, findWord, type NgramTrie } from "./ngram-trie.ts";
import { FIRST_WORD, PAD, SENTENCE_START, UNKNOWN } from "./ngram-words.ts";
import type { EstimatedOrder } from "./order-estimator.ts";

/** Stands for log 0: what is never predicted. */
const NEVER = -100;

/** Arrays of a trie that is being built, with probabilities and shares as they are. */
interface Draft {
  readonly start: Int32Array;
  readonly word: Int32Array;
  readonly probability: Float64Array;
  readonly gamma: Float64Array;
  readonly firstChild: Int32Array;
  readonly link: Int32Array;
}

function newDraft(orders: readonly EstimatedOrder[], vocabulary: number): Draft {
  const start = new Int32Array(orders.length + 1);
  start[1] = vocabulary;
  for (let length = 2; length <= orders.length; length++) start[length] = start[length - 1]! + orders[length - 1]!.words.length;
  const nodes = start[orders.length]!;
  const inner = orders.length === 1 ? 0 : start[orders.length - 1]!;
  return {
    start,
    word: new Int32Array(nodes),
    probability: new Float64Array(nodes),
    gamma: new Float64Array(inner).fill(1),
    firstChild: new Int32Array(inner + 1).fill(nodes),
    link: new Int32Array(inner).fill(EMPTY_CONTEXT),
  };
}

/** Single words: what is left of their counts, and an equal share of the rest for every word that can be predicted. */
function placeWords(draft: Draft, single: EstimatedOrder, vocabulary: number, open: boolean): void {
  const predicted = vocabulary - FIRST_WORD + (open ? 2 : 1);
  const share = (single.contexts.gamma[0] ?? 1) / predicted;
  for (let id = 0; id < vocabulary; id++) {
    draft.word[id] = id;
    const never = id === PAD || id === SENTENCE_START || (id === UNKNOWN && !open);
    draft.probability[id] = never ? 0 : share;
  }
  for (let i = 0; i < single.words.length; i++) draft.probability[single.words[i]!]! += single.own[i]!;
}

/** P(word | context) from what is built so far. */
function probabilityIn(draft: Draft, context: number, word: number): number {
  let passed = 1;
  for (let node = context; node >= 0; node = draft.link[node]!) {
    const child = findWord(draft.word, draft.firstChild[node]!, draft.firstChild[node + 1]!, word);
    if (child >= 0) return passed * draft.probability[child]!;
    passed *= draft.gamma[node]!;
  }
  return passed * draft.probability[word]!;
}

/** The longest node for a context and one more word. */
function suffixNode(draft: Draft, context: number, word: number): number {
  for (let node = context; node >= 0; node = draft.link[node]!) {
    const child = findWord(draft.word, draft.firstChild[node]!, draft.firstChild[node + 1]!, word);
    if (child >= 0) return child;
  }
  return word;
}

/** Sets where the children of the nodes one shorter begin, and those nodes' shares. */
function placeContexts(draft: Draft, shorter: EstimatedOrder, longer: EstimatedOrder): void {
  const { length } = shorter;
  let child = draft.start[length]!;
  if (length === 1) {
    const { words, gamma, children } = longer.contexts;
    const counts = new Int32Array(draft.start[1]!);
    for (let i = 0; i < words.length; i++) {
      counts[words[i]!] = children[i]!;
      draft.gamma[words[i]!] = gamma[i]!;
    }
    for (let id = 0; id < counts.length; id++) {
      draft.firstChild[id] = child;
      child += counts[id]!;
    }
  } else {
    const first = draft.start[length - 1]!;
    for (let i = 0; i < shorter.words.length; i++) {
      draft.firstChild[first + i] = child;
      draft.gamma[first + i] = shorter.gamma[i]!;
      child += shorter.children[i]!;
    }
  }
  draft.firstChild[draft.start[length]!] = child;
}

/** Nodes of one length: their own share and what the shorter context gives; and their links. */
function placeNodes(draft: Draft, order: EstimatedOrder): void {
  const { length } = order;
  const first = draft.start[length - 1]!;
  const inner = draft.link.length;
  for (let i = 0; i < order.words.length; i++) draft.word[first + i] = order.words[i]!;
  for (let parent = length === 2 ? 0 : draft.start[length - 2]!; parent < first; parent++) {
    const shorter = draft.link[parent]!;
    for (let node = draft.firstChild[parent]!; node < draft.firstChild[parent + 1]!; node++) {
      const word = draft.word[node]!;
      draft.probability[node] = order.own[node - first]! + draft.gamma[parent]! * probabilityIn(draft, shorter, word);
      if (node < inner) draft.link[node] = suffixNode(draft, shorter, word);
    }
  }
}

/** Natural logarithms as 32-bit floats. */
function logarithms(values: Float64Array): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = values[i]! > 0 ? Math.log(values[i]!) : NEVER;
  return result;
}

/**
 * Interpolates the estimated orders and lays them out as a trie.
 * @param orders - of lengths 1, 2, … in turn.
 * @param vocabulary - number of word ids.
 * @param open - whether a word outside of the vocabulary can be predicted.
 */
export function buildTrie(orders: readonly EstimatedOrder[], vocabulary: number, open: boolean): NgramTrie {
  const draft = newDraft(orders, vocabulary);
  orders.forEach((order, at) => {
    if (at === 0) placeWords(draft, order, vocabulary, open);
    else {
      placeContexts(draft, orders[at - 1]!, order);
      placeNodes(draft, order);
    }
  });
  const probability = logarithms(draft.probability);
  const backoff = logarithms(draft.gamma);
  return {
    order: orders.length,
    vocabulary,
    start: draft.start,
    word: vocabulary <= 65536 ? Uint16Array.from(draft.word) : draft.word,
    wordProbability: probability.slice(0, vocabulary),
    wordBackoff: backoff.slice(0, vocabulary),
    probability: probability.slice(vocabulary),
    probabilityBook: new Float32Array(0),
    backoff: backoff.slice(vocabulary),
    backoffBook: new Float32Array(0),
    firstChild: draft.firstChild,
    link: draft.link,
  };
}
