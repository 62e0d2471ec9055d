import { MillwrightError } from "../../errors/index.ts";
import { type Adjacency, buildAdjacency, extendAdjacency, transposeAdjacency, uniteAdjacencies } from "../../kernels/index.ts";
import type { Events, FinderExamples, FindRequest } from "../finding/finder.ts";

/** Nodes and who is linked to whom. Loops are left out, edges that come twice count once. */
export interface Graph {
  readonly directed: boolean;
  readonly nodes: number;
  /** Nodes below this code are items of the catalogue; those behind are askers that are no items. */
  readonly items: number;
  /** The node of each asker. */
  readonly nodeOfAsker: Int32Array;
  /** Whom each node follows. */
  readonly out: Adjacency;
  /** By whom each node is followed; the same as `out` where edges have no direction. */
  readonly into: Adjacency;
  /** Neighbours in either direction. */
  readonly both: () => Adjacency;
}

/** Where a search starts: a node, or -1 where it is new, and whom it is linked to, each once. */
export interface Source {
  readonly node: number;
  readonly linked: Int32Array;
}

function assemble(parts: Omit<Graph, "both">): Graph {
  let both = parts.directed ? undefined : parts.out;
  return {
    ...parts,
    both: () => {
      both ??= uniteAdjacencies(parts.out, parts.into);
      return both;
    },
  };
}

/** A graph from rows of neighbours. */
export function graphFrom(directed: boolean, out: Adjacency, items: number, nodeOfAsker: Int32Array): Graph {
  const into = directed ? transposeAdjacency(out) : out;
  return assemble({ directed, nodes: out.nodes, items, nodeOfAsker, out, into });
}

/** Both ends of each event as nodes, both ways round where edges have no direction. */
function endsOf(events: Events, nodeOfAsker: Int32Array, directed: boolean): { from: Int32Array; to: Int32Array } {
  const from = events.askers.map((asker) => nodeOfAsker[asker] ?? -1);
  const to = events.items;
  if (directed) return { from, to };
  const both = (a: Int32Array, b: Int32Array): Int32Array => {
    const joined = new Int32Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return { from: both(from, to), to: both(to, from) };
}

/** Refuses codes that no asker or item has. @throws MODELING_GRAPH_INVALID */
function checkEvents(learner: string, { askers, items }: Events, askerCount: number, itemCount: number): void {
  if (askers.length !== items.length) {
    const problem = `${learner} was given ${askers.length} askers and ${items.length} items of events.`;
    throw new MillwrightError("MODELING_GRAPH_INVALID", problem, "Give one asker and one item for each event.");
  }
  for (const [kind, codes, count] of [["asker", askers, askerCount] as const, ["item", items, itemCount] as const]) {
    const row = codes.findIndex((code) => code < 0 || code >= count);
    if (row < 0) continue;
    const problem = `${learner} was given an event ${row} of ${kind} ${codes[row]}; there are ${count}.`;
    throw new MillwrightError("MODELING_GRAPH_INVALID", problem, `Give codes from 0 to ${count - 1}.`);
  }
}

/**
 * The graph of what happened: askers and items with the same id are the same node.
 * @throws MODELING_GRAPH_INVALID on codes outside, MODELING_TARGET_EMPTY where there is no item
 */
export function graphOf(learner: string, { catalogue, askers, events }: FinderExamples, directed: boolean): Graph {
  const items = catalogue.ids.length;
  if (items === 0) throw new MillwrightError("MODELING_TARGET_EMPTY", `${learner} was given no items.`, "Give a catalogue with items.");
  checkEvents(learner, events, askers.ids.length, items);
  const codes = new Map(catalogue.ids.map((id, code) => [id, code]));
  let nodes = items;
  const nodeOfAsker = Int32Array.from(askers.ids, (id) => codes.get(id) ?? nodes++);
  const { from, to } = endsOf(events, nodeOfAsker, directed);
  return graphFrom(directed, buildAdjacency(nodes, from, to), items, nodeOfAsker);
}

/** The graph with more edges; the one given stays as it is. @throws MODELING_GRAPH_INVALID */
export function withEvents(learner: string, graph: Graph, events: Events): Graph {
  const { directed, nodes, items, nodeOfAsker, out, into } = graph;
  checkEvents(learner, events, nodeOfAsker.length, items);
  const { from, to } = endsOf(events, nodeOfAsker, directed);
  const more = extendAdjacency(out, nodes, from, to);
  return assemble({ directed, nodes, items, nodeOfAsker, out: more, into: directed ? extendAdjacency(into, nodes, to, from) : more });
}

/** Neighbours of each node of an adjacency. */
export function degreesOf({ starts, ends }: Adjacency): Int32Array {
  return ends.map((end, node) => end - (starts[node] ?? 0));
}

/** Neighbours of a node, ascending; a view. */
export function rowOf({ starts, ends, targets }: Adjacency, node: number): Int32Array {
  return targets.subarray(starts[node] ?? 0, ends[node] ?? 0);
}

/**
 * Where the search for a request starts. Its history says whom it is linked to; where it has none, what was learned does.
 * Codes that are no items are left out, and the asker itself.
 */
export function sourceOf(graph: Graph, { asker, history }: FindRequest): Source {
  const node = asker >= 0 ? (graph.nodeOfAsker[asker] ?? -1) : -1;
  if (history.length === 0 && node >= 0) return { node, linked: rowOf(graph.out, node) };
  const linked = new Set<number>();
  for (const item of history) if (item >= 0 && item < graph.items && item !== node) linked.add(item);
  return { node, linked: Int32Array.from(linked) };
}
