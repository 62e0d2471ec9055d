import { hasEdge } from "../../../kernels/index.ts";
import { degreesOf, type Graph, rowOf } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";

/** Nodes that follow the source, those first that follow few: the link back. Where edges have no direction nobody is left to find. */
export function reciprocity(): ScorerKind {
  return {
    name: "reciprocity",
    settings: {},
    on(graph: Graph) {
      const follows = degreesOf(graph.out);
      const weigh = (node: number): number => 1 / Math.max(1, follows[node] ?? 1);
      return {
        tensors: {},
        score({ node }, into) {
          if (node >= 0) for (const follower of rowOf(graph.into, node)) into.add(follower, weigh(follower));
        },
        scoreNodes: ({ node }, nodes) =>
          Float64Array.from(nodes, (other) => (node >= 0 && hasEdge(graph.into, node, other) ? weigh(other) : 0)),
        reason: () => ({ sentence: "follows you" }),
      };
    },
  };
}
