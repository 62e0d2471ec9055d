/**
 * N-grams of all lengths as a flat trie. Nodes of one length lie side by side, the single words first (node = word id), then by the
 * order of their words, so the children of a node are a range in the order of their word ids. Nodes of the longest n-grams are leaves;
 * all others are inner nodes and can be contexts. Logarithms are natural.
 */
export interface NgramTrie {
  /** Most words of an n-gram. */
  readonly order: number;
  /** Number of word ids. */
  readonly vocabulary: number;
  /** First node of each length, at [length − 1], and the number of nodes at [order]. */
  readonly start: Int32Array;
  /** Last word of each node, length nodes. */
  readonly word: Uint16Array | Int32Array;
  /** Log P(word) of each single word: few, and asked most, so never coded. */
  readonly wordProbability: Float32Array;
  /** Log of the share that each single word passes on as a context; empty where the order is 1. */
  readonly wordBackoff: Float32Array;
  /** Log P(word | context) of each longer node, from node `vocabulary` on: floats, or codes of 8 bits into a book of 256 values for each length from 2. */
  readonly probability: Float32Array | Uint8Array;
  readonly probabilityBook: Float32Array;
  /** Log of the share that each longer inner node passes on to shorter contexts: floats or codes. */
  readonly backoff: Float32Array | Uint8Array;
  readonly backoffBook: Float32Array;
  /** First child of each inner node, and the number of nodes behind them. */
  readonly firstChild: Int32Array;
  /** Node of the longest shorter suffix of each inner node; −1 is the empty context. */
  readonly link: Int32Array;
}

/** The context of nothing at all. */
export const EMPTY_CONTEXT: number = -1;

/** Place of a word in the sorted range [from, to), or −1. */
export function findWord(words: Uint16Array | Int32Array, from: number, to: number, word: number): number {
  const at = lowerBound(words, from, to, word);
  return at < to && words[at] === word ? at : -1;
}

/** First place in the sorted range [from, to) whose word is not below. */
export function lowerBound(words: Uint16Array | Int32Array, from: number, to: number, word: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Length of a node's n-gram. */
export function lengthOf(trie: NgramTrie, node: number): number {
  let length = 1;
  while (length < trie.order && node >= trie.start[length]!) length++;
  return length;
}

/** Log P of a node's word in the node's context. */
export function logProbabilityOf(trie: NgramTrie, node: number): number {
  if (node < trie.vocabulary) return trie.wordProbability[node]!;
  const value = trie.probability[node - trie.vocabulary]!;
  if (trie.probabilityBook.length === 0) return value;
  return trie.probabilityBook[(lengthOf(trie, node) - 2) * 256 + value]!;
}

/** Log share that an inner node passes on. */
export function logBackoffOf(trie: NgramTrie, node: number): number {
  if (node < trie.vocabulary) return trie.wordBackoff[node]!;
  const value = trie.backoff[node - trie.vocabulary]!;
  if (trie.backoffBook.length === 0) return value;
  return trie.backoffBook[(lengthOf(trie, node) - 2) * 256 + value]!;
}

/**
 * Log P(word | context).
 * @param context - an inner node or EMPTY_CONTEXT.
 */
export function logProbability(trie: NgramTrie, context: number, word: number): number {
  let passed = 0;
  for (let node = context; node >= 0; node = trie.link[node]!) {
    const child = findWord(trie.word, trie.firstChild[node]!, trie.firstChild[node + 1]!, word);
    if (child >= 0) return passed + logProbabilityOf(trie, child);
    passed += logBackoffOf(trie, node);
  }
  return passed + logProbabilityOf(trie, word);
}

/** The context after one more word: the longest suffix that is an inner node. */
export function advance(trie: NgramTrie, context: number, word: number): number {
  const inner = trie.link.length;
  for (let node = context; node >= 0; node = trie.link[node]!) {
    const child = findWord(trie.word, trie.firstChild[node]!, trie.firstChild[node + 1]!, word);
    if (child >= 0 && child < inner) return child;
  }
  return word < inner ? word : EMPTY_CONTEXT;
}
