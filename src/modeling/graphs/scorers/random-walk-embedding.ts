import { meetingsOfWalks, truncatedSvd } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { followedByFollowed } from "../explain-links.ts";
import type { Graph } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";
import { embeddingScorer } from "./embedding-scorer.ts";

/** Settings of `randomWalkEmbedding`. */
export interface RandomWalkEmbeddingSettings {
  /** Numbers per node; 64 unless told. */
  readonly rank?: number;
  /** Walks from each node; 20 unless told. */
  readonly walks?: number;
  /** Steps of each walk; 5 unless told. */
  readonly steps?: number;
  /** How often chance meetings are thought to come; 1 unless told. */
  readonly negatives?: number;
}

/**
 * Nodes by vectors whose products tell how much more often random walks meet than by chance: what skip-grams on walks factorise,
 * factorised at once.
 * @throws MODELING_SETTING_INVALID
 * @see Perozzi, Al-Rfou and Skiena (2014), "DeepWalk", KDD; Qiu et al. (2018), "Network Embedding as Matrix Factorization", WSDM.
 */
export function randomWalkEmbedding(settings: RandomWalkEmbeddingSettings = {}): ScorerKind {
  const name = "random_walk_embedding";
  const { rank = 64, walks = 20, steps = 5, negatives = 1 } = settings;
  checkNumber(name, "rank", rank, { least: 1, most: 512, whole: true });
  checkNumber(name, "walks", walks, { least: 1, most: 10_000, whole: true });
  checkNumber(name, "steps", steps, { least: 1, most: 1000, whole: true });
  checkNumber(name, "negatives", negatives, { above: 0, most: 100 });
  return {
    name,
    settings: { rank, walks, steps, negatives },
    on(graph: Graph, seed, tensors) {
      const learn = (): Float32Array => {
        const {
          right,
          singular,
          rank: kept,
        } = truncatedSvd(meetingsOfWalks(graph.both(), { walks, steps, negatives, seed }), rank, { seed, passes: 4 });
        return right.map((value, at) => value * Math.sqrt(singular[at % kept] ?? 0));
      };
      const saved = tensors?.["vectors"];
      const vectors = saved instanceof Float32Array ? saved : learn();
      const shape = { rank: vectors.length / graph.nodes, weigh: () => 1, tensor: "vectors" };
      return embeddingScorer(graph, vectors, shape, (source, node) => followedByFollowed(source, graph.both(), node, false));
    },
  };
}
