/** The best of a board: codes, best first, with their scores. */
export interface BestScores {
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** A part of two arrays: documents in ascending order, and a weight for each. */
export interface WeightedList {
  readonly documents: Int32Array;
  readonly weights: Float32Array;
  readonly from: number;
  readonly to: number;
}

/** scores[documents[n]] += factor · weights[n] for n in [from, to). Unchecked. */
export function addWeightedList(
  scores: Float32Array,
  documents: Int32Array,
  weights: Float32Array,
  from: number,
  to: number,
  factor: number,
): void {
  for (let n = from; n < to; n++) scores[documents[n]!]! += factor * weights[n]!;
}

/** Scores of some documents that stand side by side: document d at d − first. */
export interface PartialBoard {
  readonly scores: Float32Array;
  readonly first: number;
}

/**
 * The same with positive weights and factor, and notes each document whose score was 0 before.
 * @param count - documents noted so far.
 * @returns documents noted now.
 */
export function addNotedList(
  { scores, first }: PartialBoard,
  { documents, weights, from, to }: WeightedList,
  factor: number,
  noted: Int32Array,
  count: number,
): number {
  let now = count;
  for (let n = from; n < to; n++) {
    const document = documents[n]!;
    const score = scores[document - first]!;
    if (score === 0) noted[now++] = document;
    scores[document - first] = score + factor * weights[n]!;
  }
  return now;
}

/** Adds a list to the scores of documents that have one already. */
export function addToScored({ scores, first }: PartialBoard, { documents, weights, from, to }: WeightedList, factor: number): void {
  for (let n = from; n < to; n++) {
    const at = documents[n]! - first;
    const score = scores[at]!;
    if (score !== 0) scores[at] = score + factor * weights[n]!;
  }
}

/** First place in [from, to) of a list whose document is not below another; `to` where there is none. */
export function placeInList({ documents, from, to }: WeightedList, document: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (documents[middle]! < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Weight of a document in a list, or 0. */
export function weightInList(list: WeightedList, document: number): number {
  const place = placeInList(list, document);
  return place < list.to && list.documents[place] === document ? list.weights[place]! : 0;
}

/** Place of a code among equals: the same for a seed, and nothing to do with the code's size. */
function tiePlace(code: number, seed: number): number {
  let mixed = Math.imul(code ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Whether the candidate (score, place) stands behind another. */
function isBehind(score: number, place: number, other: number, otherPlace: number): boolean {
  return score < other || (score === other && place > otherPlace);
}

/** A heap of the best so far, the worst of them on top. */
class BestHeap {
  readonly items: Int32Array;
  readonly scores: Float64Array;
  readonly places: Float64Array;
  size = 0;

  constructor(k: number) {
    this.items = new Int32Array(k);
    this.scores = new Float64Array(k);
    this.places = new Float64Array(k);
  }

  #swap(a: number, b: number): void {
    const { items, scores, places } = this;
    const [item, score, place] = [items[a]!, scores[a]!, places[a]!];
    items[a] = items[b]!;
    scores[a] = scores[b]!;
    places[a] = places[b]!;
    items[b] = item;
    scores[b] = score;
    places[b] = place;
  }

  #behind(a: number, b: number): boolean {
    return isBehind(this.scores[a]!, this.places[a]!, this.scores[b]!, this.places[b]!);
  }

  #up(from: number): void {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#behind(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #down(size: number): void {
    for (let parent = 0; ; ) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) if (child < size && this.#behind(child, worst)) worst = child;
      if (worst === parent) return;
      this.#swap(parent, worst);
      parent = worst;
    }
  }

  offer(item: number, score: number, place: number): void {
    const isFull = this.size === this.items.length;
    if (isFull && !isBehind(this.scores[0]!, this.places[0]!, score, place)) return;
    const at = isFull ? 0 : this.size++;
    this.items[at] = item;
    this.scores[at] = score;
    this.places[at] = place;
    if (isFull) this.#down(this.size);
    else this.#up(at);
  }

  /** Empties the heap from its worst to its best. */
  drain(): BestScores {
    const size = this.size;
    for (let last = size - 1; last > 0; last--) {
      this.#swap(0, last);
      this.#down(last);
    }
    return { items: this.items.slice(0, size), scores: this.scores.slice(0, size) };
  }
}

/**
 * The k best codes of a board among those whose score is above 0 and that may be answered, best first; equals by a seeded order.
 * @param allow - asked only of codes that would enter the list.
 */
export function bestScores(scores: Float32Array, k: number, seed: number, allow?: (code: number) => boolean): BestScores {
  const heap = new BestHeap(Math.min(k, scores.length));
  let least = 0;
  for (let code = 0; code < scores.length; code++) {
    const score = scores[code]!;
    if (score <= 0 || score < least || (allow !== undefined && !allow(code))) continue;
    heap.offer(code, score, tiePlace(code, seed));
    if (heap.size === k) least = heap.scores[0]!;
  }
  return heap.drain();
}

/** The same of noted documents of a part of a board. */
export function bestOfNoted(
  { scores, first }: PartialBoard,
  noted: Int32Array,
  k: number,
  seed: number,
  allow?: (code: number) => boolean,
): BestScores {
  const heap = new BestHeap(Math.min(k, noted.length));
  let least = 0;
  for (let n = 0; n < noted.length; n++) {
    const code = noted[n]!;
    const score = scores[code - first]!;
    if (score <= 0 || score < least || (allow !== undefined && !allow(code))) continue;
    heap.offer(code, score, tiePlace(code, seed));
    if (heap.size === k) least = heap.scores[0]!;
  }
  return heap.drain();
}

/** The same of listed codes, each with its score (any finite number). */
export function bestOfCodes(codes: Int32Array, scores: Float64Array, k: number, seed: number): BestScores {
  const heap = new BestHeap(Math.min(k, codes.length));
  for (let n = 0; n < codes.length; n++) heap.offer(codes[n]!, scores[n]!, tiePlace(codes[n]!, seed));
  return heap.drain();
}
