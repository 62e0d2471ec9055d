import { buildAdjacency, edgesOf, random } from "../../kernels/index.ts";
import { type Graph, graphFrom } from "./graph.ts";

/** A graph without some of its edges, and those, by the node that they start from. */
export interface HeldOutLinks {
  readonly graph: Graph;
  readonly held: ReadonlyMap<number, readonly number[]>;
}

/**
 * Draws edges and takes them out. Where edges have no direction both ways round go together, so that none gives the other away.
 * @param share - of the edges, in (0, 1).
 */
export function holdOutLinks(graph: Graph, share: number, seed: number): HeldOutLinks {
  const draw = random(seed).fork("held_out_links");
  const { from, to } = edgesOf(graph.out);
  const keptFrom = new Int32Array(from.length);
  const keptTo = new Int32Array(from.length);
  const held = new Map<number, number[]>();
  const hold = (node: number, other: number): void => {
    const links = held.get(node);
    if (links === undefined) held.set(node, [other]);
    else links.push(other);
  };
  let kept = 0;
  const keep = (node: number, other: number): void => {
    keptFrom[kept] = node;
    keptTo[kept++] = other;
  };
  for (const [edge, a] of from.entries()) {
    const b = to[edge] ?? 0;
    if (!graph.directed && a > b) continue;
    const put = draw.next() < share ? hold : keep;
    put(a, b);
    if (!graph.directed) put(b, a);
  }
  const out = buildAdjacency(graph.nodes, keptFrom.slice(0, kept), keptTo.slice(0, kept));
  return { graph: graphFrom(graph.directed, out, graph.items, graph.nodeOfAsker), held };
}
