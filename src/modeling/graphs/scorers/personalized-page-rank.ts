import { ForwardPush, ScoreBoard } from "../../../kernels/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { followedByFollowed } from "../explain-links.ts";
import { degreesOf, type Graph } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";

/** Settings of `personalizedPageRank`. */
export interface PersonalizedPageRankSettings {
  /** Chance that the walk starts over at each step; 0.15 unless told. */
  readonly restart?: number;
  /** Whether walks follow edges along their direction or either way; "along" unless told. */
  readonly direction?: "along" | "either";
  /** Probability per edge that may be left unpushed; 1e-7 unless told. */
  readonly tolerance?: number;
  /** Edges that one search goes over at most; 2,000,000 unless told. */
  readonly mostEdges?: number;
  /** Visits are divided by (neighbours ^ this): 0, the usual, leaves the popular in front, 1 takes their lead away. */
  readonly damping?: number;
}

/**
 * Nodes by how often a random walk from the source, which starts over now and then, is there.
 * @throws MODELING_SETTING_INVALID
 * @see Andersen, Chung and Lang (2006), "Local Graph Partitioning using PageRank Vectors", FOCS.
 */
export function personalizedPageRank(settings: PersonalizedPageRankSettings = {}): ScorerKind {
  const name = "personalized_page_rank";
  const { restart = 0.15, direction = "along", tolerance = 1e-7, mostEdges = 2_000_000, damping = 0 } = settings;
  checkNumber(name, "restart", restart, { above: 0, most: 1 });
  checkNumber(name, "tolerance", tolerance, { above: 0 });
  checkNumber(name, "mostEdges", mostEdges, { least: 1, whole: true });
  checkNumber(name, "damping", damping, { least: 0, most: 2 });
  checkChoice(name, "direction", direction, ["along", "either"]);
  return {
    name,
    settings: { restart, direction, tolerance, mostEdges, damping },
    on(graph: Graph) {
      const adjacency = direction === "along" ? graph.out : graph.both();
      const push = new ForwardPush(adjacency);
      const residual = new ScoreBoard(graph.nodes);
      const degrees = damping === 0 ? undefined : degreesOf(graph.into);
      return {
        tensors: {},
        score(source, into) {
          // The first step goes to the links of the request, which may be newer than the graph.
          for (const node of source.linked) residual.add(node, 1 / source.linked.length);
          push.run(residual, { restart, tolerance, mostEdges }, into);
          residual.clear();
          if (degrees === undefined) return;
          for (let i = 0; i < into.count; i++) {
            const node = into.touched[i] ?? 0;
            into.values[node] = (into.values[node] ?? 0) / Math.max(1, degrees[node] ?? 1) ** damping;
          }
        },
        reason: (source, node) => followedByFollowed(source, adjacency, node, graph.directed && direction === "along"),
      };
    },
  };
}
