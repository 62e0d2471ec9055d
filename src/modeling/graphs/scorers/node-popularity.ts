import { countOf } from "../explain-links.ts";
import { degreesOf, type Graph } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";

/** Nodes by how many follow them: the same list for everyone, and the answer for strangers. */
export function nodePopularity(): ScorerKind {
  return {
    name: "popularity",
    settings: {},
    on(graph: Graph) {
      const followers = degreesOf(graph.into);
      return {
        tensors: {},
        score(_source, into) {
          for (let node = 0; node < graph.items; node++) into.add(node, followers[node] ?? 0);
        },
        scoreNodes: (_source, nodes) => Float64Array.from(nodes, (node) => followers[node] ?? 0),
        reason: (_source, node) => ({ sentence: `followed by ${countOf(followers[node] ?? 0, "account", "accounts")}` }),
      };
    },
  };
}
