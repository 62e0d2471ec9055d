/** What is selected from. */
export interface TopSettings {
  readonly k: number;
  /** Items that may be taken; all where absent. */
  readonly allow?: (item: number) => boolean;
  /** Breaks ties, lower first: see `tieOrder`. */
  readonly tie: Int32Array;
  /** Items whose score is not above this are left out; none unless told. */
  readonly above?: number;
}

/** True where item a stands before item b. */
function before(a: number, b: number, scores: ArrayLike<number>, tie: Int32Array): boolean {
  const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
  return difference > 0 || (difference === 0 && (tie[a] ?? 0) < (tie[b] ?? 0));
}

/** Moves the last of a heap whose root is the worst up to its place. */
function rise(heap: number[], isWorse: (a: number, b: number) => boolean): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const [child, above] = [heap[at] ?? 0, heap[parent] ?? 0];
    if (!isWorse(child, above)) return;
    heap[at] = above;
    heap[parent] = child;
    at = parent;
  }
}

/** Moves the root down to its place. */
function sink(heap: number[], isWorse: (a: number, b: number) => boolean): void {
  for (let at = 0; ; ) {
    let child = 2 * at + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && isWorse(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
    const [own, other] = [heap[at] ?? 0, heap[child] ?? 0];
    if (!isWorse(other, own)) return;
    heap[at] = other;
    heap[child] = own;
    at = child;
  }
}

/**
 * The k items with the highest scores, best first. NaN is never taken.
 * @param scores - by item code.
 * @returns item codes, fewer than k where fewer are allowed.
 * @example selectTop([0.1, 0.9, 0.5], { k: 2, tie: tieOrder(3, 1) }); // [1, 2]
 */
export function selectTop(scores: ArrayLike<number>, { k, allow, tie, above = Number.NEGATIVE_INFINITY }: TopSettings): number[] {
  const isWorse = (a: number, b: number): boolean => before(b, a, scores, tie);
  const heap: number[] = [];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] ?? Number.NaN;
    // Also refuses NaN.
    if (!(score > above || (score === above && above === Number.NEGATIVE_INFINITY))) continue;
    const full = heap.length === k;
    if (full && !before(item, heap[0] ?? 0, scores, tie)) continue;
    if (allow !== undefined && !allow(item)) continue;
    if (full) {
      heap[0] = item;
      sink(heap, isWorse);
    } else {
      heap.push(item);
      rise(heap, isWorse);
    }
  }
  return heap.sort((a, b) => (before(a, b, scores, tie) ? -1 : 1));
}
