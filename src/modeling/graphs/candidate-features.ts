import { hasEdge, ScoreBoard, type TopNodes, topNodes } from "../../kernels/index.ts";
import { degreesOf, type Graph, type Source } from "./graph.ts";
import type { GraphScorer, ScorerKind, ScorerTensors } from "./graph-scorer.ts";

/** Which candidates there are. */
export interface CandidateSettings {
  /** The first of each scorer; a scorer that would have to look at every node only gives features. */
  readonly perScorer: number;
  /** The most followed nodes, for everyone. */
  readonly popular: number;
}

/** Candidates of one source and what is known of each, row-major [nodes, columns]. */
export interface Candidates {
  readonly nodes: Int32Array;
  readonly values: Float32Array;
}

/** What each scorer tells of a candidate: its score, its share of the highest, its place. */
const PER_SCORER = 3;
const FACTS = ["followers", "follows", "source_follows", "source_followers", "follows_source"] as const;

/** Finds candidates by several scorers and describes them by the scores of all. */
export class CandidateFeatures {
  readonly columns: number;
  readonly columnNames: readonly string[];
  readonly scorers: readonly GraphScorer[];
  readonly #graph: Graph;
  /** Which candidates it collects. */
  readonly settings: CandidateSettings;
  readonly #seed: number;
  readonly #scores: readonly ScoreBoard[];
  readonly #ranked: ScoreBoard;
  readonly #popular: Int32Array;
  readonly #followers: Int32Array;
  readonly #follows: Int32Array;

  /** @param tensors - what scorers of an earlier fit learned, by place and name; they learn anew where absent. */
  constructor(
    graph: Graph,
    kinds: readonly ScorerKind[],
    settings: CandidateSettings,
    seed: number,
    tensors?: readonly (ScorerTensors | undefined)[],
  ) {
    this.#graph = graph;
    this.settings = settings;
    this.#seed = seed;
    this.scorers = kinds.map((kind, i) => kind.on(graph, seed, tensors?.[i]));
    this.#scores = kinds.map(() => new ScoreBoard(graph.nodes));
    this.#ranked = new ScoreBoard(graph.nodes);
    this.columnNames = [...kinds.flatMap(({ name }, i) => ["score", "share", "place"].map((what) => `${name}_${i}_${what}`)), ...FACTS];
    this.columns = this.columnNames.length;
    this.#followers = degreesOf(graph.into);
    this.#follows = degreesOf(graph.out);
    const all = Int32Array.from({ length: graph.items }, (_, node) => node);
    const followers = Float64Array.from(this.#followers);
    this.#popular = topNodes(all, all.length, followers, { k: Math.min(all.length, 1000), seed }).nodes.slice();
  }

  /**
   * Candidates of a source, those of the first scorer first.
   * @param given - nodes that are described among them, whether or not any scorer finds them: shares and places need the others.
   */
  collect(source: Source, allow?: (node: number) => boolean, given: Int32Array = new Int32Array(0)): Candidates {
    const { perScorer, popular } = this.settings;
    const linked = new Set(source.linked);
    const mayBe = (node: number): boolean =>
      node < this.#graph.items && node !== source.node && !linked.has(node) && (allow?.(node) ?? true);
    const chosen = new Set<number>();
    for (const [i, scorer] of this.scorers.entries()) {
      const scores = this.#scores[i];
      if (scorer.scoreNodes !== undefined || scores === undefined) continue;
      scorer.score(source, scores);
      const best = topNodes(scores.touched, scores.count, scores.values, { k: perScorer, seed: this.#seed }, mayBe);
      for (const node of best.nodes) chosen.add(node);
    }
    let left = popular;
    for (const node of this.#popular) {
      if (left === 0) break;
      if (!mayBe(node)) continue;
      chosen.add(node);
      left--;
    }
    for (const node of given) chosen.add(node);
    const nodes = Int32Array.from(chosen);
    const values = this.#describe(source, nodes);
    for (const scores of this.#scores) scores.clear();
    return { nodes, values };
  }

  /** The k best of candidates, by code. */
  best(nodes: Int32Array, scores: Float64Array, k: number): TopNodes {
    const byNode = this.#ranked;
    for (const [i, node] of nodes.entries()) byNode.add(node, scores[i] ?? 0);
    const best = topNodes(nodes, nodes.length, byNode.values, { k, seed: this.#seed });
    byNode.clear();
    return best;
  }

  /** The scorer that puts a node highest among its own; the first of several, -1 where none reaches it. */
  bestPlaced(source: Source, node: number): number {
    let place = -1;
    let highest = 0;
    for (const [i, scorer] of this.scorers.entries()) {
      const scores = this.#scores[i];
      if (scores === undefined) continue;
      scorer.score(source, scores);
      const own = scores.values[node] ?? 0;
      let above = 0;
      for (let at = 0; at < scores.count; at++) if ((scores.values[scores.touched[at] ?? 0] ?? 0) > own) above++;
      scores.clear();
      const standing = own > 0 ? 1 / (1 + above) : 0;
      if (standing <= highest) continue;
      highest = standing;
      place = i;
    }
    return place;
  }

  #describe(source: Source, nodes: Int32Array): Float32Array {
    const { columns } = this;
    const values = new Float32Array(nodes.length * columns);
    for (const [i, scorer] of this.scorers.entries()) {
      const own = scorer.scoreNodes?.(source, nodes) ?? Float64Array.from(nodes, (node) => this.#scores[i]?.values[node] ?? 0);
      const places = Int32Array.from(nodes.keys());
      const order = topNodes(places, places.length, own, { k: places.length, seed: this.#seed });
      const highest = Math.max(1e-300, order.scores[0] ?? 0);
      for (const [place, row] of order.nodes.entries()) {
        const at = row * columns + i * PER_SCORER;
        const score = own[row] ?? 0;
        values[at] = score;
        values[at + 1] = score / highest;
        values[at + 2] = score === 0 ? Number.NaN : place;
      }
    }
    this.#writeFacts(source, nodes, values);
    return values;
  }

  #writeFacts(source: Source, nodes: Int32Array, values: Float32Array): void {
    const { into } = this.#graph;
    for (const [row, node] of nodes.entries()) {
      const at = (row + 1) * this.columns - FACTS.length;
      values[at] = this.#followers[node] ?? 0;
      values[at + 1] = this.#follows[node] ?? 0;
      values[at + 2] = source.linked.length;
      values[at + 3] = source.node < 0 ? 0 : (this.#followers[source.node] ?? 0);
      values[at + 4] = source.node >= 0 && hasEdge(into, source.node, node) ? 1 : 0;
    }
  }
}
