import { type Adjacency, ScoreBoard, spreadScores } from "../../../kernels/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { followedByFollowed } from "../explain-links.ts";
import { degreesOf, type Graph } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";

/** What a friend in common counts: 1, 1 / log of its degree, 1 / its degree. */
export const neighborWeights = ["common_neighbors", "adamic_adar", "resource_allocation"] as const;
export type NeighborWeight = (typeof neighborWeights)[number];

/** Settings of the scores by friends in common. */
export interface NeighborhoodSettings {
  /** Whether a path of two edges must go along their direction; either way unless told. */
  readonly along?: boolean;
  /** Neighbours of one node that are looked at; 10,000 unless told. */
  readonly fanOut?: number;
}

function weightsOf(adjacency: Adjacency, weight: NeighborWeight): Float64Array | undefined {
  if (weight === "common_neighbors") return undefined;
  return Float64Array.from(degreesOf(adjacency), (degree) => {
    if (weight === "resource_allocation") return 1 / Math.max(1, degree);
    return 1 / Math.log(Math.max(2, degree));
  });
}

/**
 * Nodes by their friends in common with the source, each weighted by how few others it is a friend of.
 * @throws MODELING_SETTING_INVALID
 * @see Adamic and Adar (2003), "Friends and neighbors on the Web", Social Networks 25(3); Zhou, Lü and Zhang (2009), "Predicting missing
 * links via local information", European Physical Journal B 71.
 */
export function neighborhood(weight: NeighborWeight, { along = false, fanOut = 10_000 }: NeighborhoodSettings = {}): ScorerKind {
  checkChoice(weight, "weight", weight, neighborWeights);
  checkNumber(weight, "fanOut", fanOut, { least: 1, whole: true });
  return {
    name: weight,
    settings: { along, fanOut },
    on(graph: Graph, seed) {
      const adjacency = along ? graph.out : graph.both();
      const weights = weightsOf(adjacency, weight);
      const first = new ScoreBoard(graph.nodes);
      return {
        tensors: {},
        score(source, into) {
          for (const node of source.linked) first.add(node, 1);
          // Those who follow the source are its neighbours too, where direction does not matter.
          if (!along && graph.directed && source.node >= 0) {
            for (let at = graph.into.starts[source.node] ?? 0; at < (graph.into.ends[source.node] ?? 0); at++) {
              const follower = graph.into.targets[at] ?? 0;
              if (!first.has(follower)) first.add(follower, 1);
            }
          }
          spreadScores(first, adjacency, weights, { fanOut, seed }, into);
          first.clear();
        },
        reason: (source, node) => followedByFollowed(source, adjacency, node, graph.directed && along),
      };
    },
  };
}
