import { nodeNumber } from "./spread-scores.ts";

/** Whether the node at hand comes before the other: higher score, then the seeded order. */
function isBefore(scoreA: number, a: number, scoreB: number, b: number, seed: number): boolean {
  if (scoreA !== scoreB) return scoreA > scoreB;
  const [orderA, orderB] = [nodeNumber(a, seed, 0x100000000), nodeNumber(b, seed, 0x100000000)];
  return orderA !== orderB ? orderA < orderB : a < b;
}

/** A heap of the best nodes so far, the worst of them on top. */
class BestNodes {
  readonly nodes: Int32Array;
  readonly scores: Float64Array;
  readonly #seed: number;
  count = 0;

  constructor(k: number, seed: number) {
    this.nodes = new Int32Array(k);
    this.scores = new Float64Array(k);
    this.#seed = seed;
  }

  #isWorse(i: number, j: number): boolean {
    return isBefore(this.scores[j]!, this.nodes[j]!, this.scores[i]!, this.nodes[i]!, this.#seed);
  }

  #swap(i: number, j: number): void {
    const node = this.nodes[i]!;
    const score = this.scores[i]!;
    this.nodes[i] = this.nodes[j]!;
    this.scores[i] = this.scores[j]!;
    this.nodes[j] = node;
    this.scores[j] = score;
  }

  #sink(size: number): void {
    for (let at = 0; ; ) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) if (this.#isWorse(child, worst)) worst = child;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  offer(node: number, score: number): void {
    if (this.count < this.nodes.length) {
      let at = this.count++;
      this.nodes[at] = node;
      this.scores[at] = score;
      while (at > 0 && this.#isWorse(at, (at - 1) >> 1)) {
        this.#swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
      return;
    }
    if (!isBefore(score, node, this.scores[0]!, this.nodes[0]!, this.#seed)) return;
    this.nodes[0] = node;
    this.scores[0] = score;
    this.#sink(this.count);
  }

  /** Best first. */
  sort(): void {
    for (let size = this.count - 1; size > 0; size--) {
      this.#swap(0, size);
      this.#sink(size);
    }
  }
}

/** What `topNodes` gives: best first. */
export interface TopNodes {
  readonly nodes: Int32Array;
  readonly scores: Float64Array;
}

/**
 * The k nodes with the highest scores; equal scores are ordered by a seeded number of the node, never by its code.
 * @param candidates - codes; the first `count` count.
 * @param scores - by code.
 * @param allow - which may be among them; all where absent.
 */
export function topNodes(
  candidates: Int32Array,
  count: number,
  scores: Float64Array,
  { k, seed }: { readonly k: number; readonly seed: number },
  allow?: (node: number) => boolean,
): TopNodes {
  const best = new BestNodes(k, seed);
  for (let i = 0; i < count; i++) {
    const node = candidates[i]!;
    if (best.count === k && scores[node]! < best.scores[0]!) continue;
    if (allow?.(node) ?? true) best.offer(node, scores[node]!);
  }
  best.sort();
  return { nodes: best.nodes.subarray(0, best.count), scores: best.scores.subarray(0, best.count) };
}
