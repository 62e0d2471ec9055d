import { truncatedSvd } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { followedByFollowed } from "../explain-links.ts";
import { degreesOf, type Graph } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";
import { embeddingScorer } from "./embedding-scorer.ts";

/** Settings of `spectralEmbedding`. */
export interface SpectralEmbeddingSettings {
  /** Numbers per node; 64 unless told. */
  readonly rank?: number;
  /** Rounds of the subspace iteration; 4 unless told. */
  readonly passes?: number;
  /** An edge counts 1 / (degrees of its ends ^ this); 0 unless told. */
  readonly normalization?: number;
}

/**
 * Nodes by the nearest matrix of low rank to the adjacency (truncated singular value decomposition): a source is the sum of its links.
 * @throws MODELING_SETTING_INVALID
 * @see Halko, Martinsson and Tropp (2011), "Finding Structure with Randomness", SIAM Review 53(2).
 */
export function spectralEmbedding(settings: SpectralEmbeddingSettings = {}): ScorerKind {
  const name = "spectral_embedding";
  const { rank = 64, passes = 4, normalization = 0 } = settings;
  checkNumber(name, "rank", rank, { least: 1, most: 512, whole: true });
  checkNumber(name, "passes", passes, { least: 1, most: 50, whole: true });
  checkNumber(name, "normalization", normalization, { least: 0, most: 1 });
  return {
    name,
    settings: { rank, passes, normalization },
    on(graph: Graph, seed, tensors) {
      const [outDegrees, inDegrees] = [degreesOf(graph.out), degreesOf(graph.into)];
      const learn = (): Float32Array => {
        const { starts, ends, targets } = graph.out;
        const values = new Float32Array(targets.length);
        for (let node = 0; node < graph.nodes; node++) {
          const own = Math.max(1, outDegrees[node] ?? 1) ** normalization;
          for (let at = starts[node] ?? 0; at < (ends[node] ?? 0); at++) {
            values[at] = 1 / (own * Math.max(1, inDegrees[targets[at] ?? 0] ?? 1) ** normalization);
          }
        }
        const matrix = normalization === 0 ? { adjacency: graph.out } : { adjacency: graph.out, values };
        return truncatedSvd(matrix, rank, { seed, passes }).right;
      };
      const right = tensors?.["right"];
      const vectors = right instanceof Float32Array ? right : learn();
      // v vᵀ of the links is the projection of the source's row: the same as its left vector, and new links count at once.
      const weigh = (linked: Int32Array, node: number): number =>
        1 / (Math.max(1, linked.length) * Math.max(1, inDegrees[node] ?? 1)) ** normalization;
      return embeddingScorer(graph, vectors, { rank: vectors.length / graph.nodes, weigh, tensor: "right" }, (source, node) =>
        followedByFollowed(source, graph.both(), node, false),
      );
    },
  };
}
