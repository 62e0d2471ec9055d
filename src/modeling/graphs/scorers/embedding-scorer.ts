import type { Reason } from "../../finding/finder.ts";
import type { Graph, Source } from "../graph.ts";
import type { GraphScorer } from "../graph-scorer.ts";

/** How vectors are read. */
interface EmbeddingShape {
  readonly rank: number;
  /** What a link counts in the vector of the source. */
  readonly weigh: (linked: Int32Array, node: number) => number;
  /** Name under which the vectors are saved. */
  readonly tensor: string;
}

/**
 * Scores by the products of vectors: the source's is the weighted sum of those of its links.
 * @param vectors - row-major [nodes, rank].
 */
export function embeddingScorer(
  graph: Graph,
  vectors: Float32Array,
  { rank, weigh, tensor }: EmbeddingShape,
  reason: (source: Source, node: number) => Reason,
): GraphScorer {
  const vectorOf = ({ linked }: Source): Float64Array => {
    const sum = new Float64Array(rank);
    for (const node of linked) {
      const weight = weigh(linked, node);
      for (let k = 0; k < rank; k++) sum[k] = (sum[k] ?? 0) + weight * (vectors[node * rank + k] ?? 0);
    }
    return sum;
  };
  const product = (own: Float64Array, node: number): number => {
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += (own[k] ?? 0) * (vectors[node * rank + k] ?? 0);
    return sum;
  };
  return {
    tensors: { [tensor]: vectors },
    score(source, into) {
      if (source.linked.length === 0) return;
      const own = vectorOf(source);
      for (let node = 0; node < graph.items; node++) into.add(node, product(own, node));
    },
    scoreNodes(source, nodes) {
      const own = vectorOf(source);
      return Float64Array.from(nodes, (node) => product(own, node));
    },
    reason,
  };
}
