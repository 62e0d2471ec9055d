import { MillwrightError } from "../../errors/index.ts";
import { buildAdjacency, edgesOf } from "../../kernels/index.ts";
import type { SavedFinder } from "../finding/finder.ts";
import { degreesOf, type Graph, graphFrom } from "./graph.ts";

type Tensors = SavedFinder["tensors"];

/** A graph as tensors: how many neighbours each node has, and all of them, node by node. */
export function graphTensors({ out, nodeOfAsker }: Graph): Tensors {
  return { "graph.degrees": degreesOf(out), "graph.targets": edgesOf(out).to, "graph.askers": nodeOfAsker };
}

/** Settings that belong to a graph's tensors. */
export function graphSettings({ directed, items }: Graph): { readonly directed: boolean; readonly items: number } {
  return { directed, items };
}

function refuse(problem: string): MillwrightError {
  return new MillwrightError("MODELING_FILE_INVALID", `a saved graph ${problem}.`, "Save the model again, or take the file from a copy.");
}

/** The graph that was saved. @throws MODELING_FILE_INVALID on tensors that are missing, cut short or hold codes outside */
export function graphFromSaved({ settings, tensors }: SavedFinder): Graph {
  const { directed, items } = settings;
  const [degrees, to, askers] = ["degrees", "targets", "askers"].map((name) => tensors[`graph.${name}`]);
  if (!(degrees instanceof Int32Array && to instanceof Int32Array && askers instanceof Int32Array)) throw refuse("lacks its edges");
  if (typeof items !== "number" || typeof directed !== "boolean" || items > degrees.length) throw refuse("lacks its settings");
  const nodes = degrees.length;
  const edges = degrees.reduce((sum, degree) => sum + degree, 0);
  if (edges !== to.length || degrees.some((degree) => degree < 0)) throw refuse(`has ${to.length} edges where ${edges} belong`);
  const isNode = (code: number): boolean => code >= 0 && code < nodes;
  if (!to.every(isNode) || !askers.every(isNode)) throw refuse("has edges to nodes that do not exist");
  const from = new Int32Array(edges);
  let at = 0;
  for (const [node, degree] of degrees.entries()) {
    from.fill(node, at, at + degree);
    at += degree;
  }
  return graphFrom(directed, buildAdjacency(nodes, from, to), items, askers);
}
