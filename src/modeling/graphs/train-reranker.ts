import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import type { Examples } from "../estimator.ts";
import type { FinderContext } from "../finding/finder.ts";
import { trainTrees } from "../trees/boosting/train-trees.ts";
import { binaryLogLoss } from "../trees/objectives/binary-log-loss.ts";
import { lambdaRank } from "../trees/objectives/lambda-rank.ts";
import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import { CandidateFeatures } from "./candidate-features.ts";
import { type Graph, rowOf } from "./graph.ts";
import type { ScorerKind } from "./graph-scorer.ts";
import { holdOutLinks } from "./held-out-links.ts";
import type { FullReranking } from "./reranked-graph.ts";

/** Candidates of many sources, one behind the other. */
class CandidateRows {
  readonly #values: Float32Array[] = [];
  readonly #truth: number[] = [];
  readonly #group: number[] = [];
  #sources = 0;

  /** Sources none of whose links are among the candidates teach no order, and are left out. */
  add(nodes: Int32Array, values: Float32Array, links: ReadonlySet<number>): void {
    if (!nodes.some((node) => links.has(node))) return;
    this.#values.push(values);
    for (const node of nodes) {
      this.#truth.push(links.has(node) ? 1 : 0);
      this.#group.push(this.#sources);
    }
    this.#sources++;
  }

  examples(columns: number): Examples {
    const rows = this.#truth.length;
    const values = new Float32Array(rows * columns);
    let at = 0;
    for (const own of this.#values) {
      values.set(own, at);
      at += own.length;
    }
    const features = { rows, dense: { rows, columns, values } };
    return { features, truth: Float64Array.from(this.#truth), group: Int32Array.from(this.#group) };
  }
}

/** Holds edges out again and again and gathers the candidates of drawn sources as the graph without those edges has them. */
function gather(graph: Graph, kinds: readonly ScorerKind[], settings: FullReranking, context: FinderContext): Examples {
  const { holdOut, folds, sources, perScorer, popular } = settings;
  const rows = new CandidateRows();
  let columns = 0;
  for (let fold = 0; fold < folds; fold++) {
    const inner = holdOutLinks(graph, holdOut, context.seed + fold);
    const features = new CandidateFeatures(inner.graph, kinds, { perScorer, popular }, context.seed);
    columns = features.columns;
    const holders = Int32Array.from([...inner.held.keys()].sort((a, b) => a - b));
    const drawn = random(context.seed + fold)
      .fork("sources")
      .shuffle(holders)
      .subarray(0, sources);
    for (const node of drawn) {
      const candidates = features.collect({ node, linked: rowOf(inner.graph.out, node) });
      rows.add(candidates.nodes, candidates.values, new Set(inner.held.get(node)));
    }
    context.onProgress?.({ step: fold + 1, steps: folds + 1, values: {} });
  }
  return rows.examples(columns);
}

/** Trees over the scores of candidates. @throws MODELING_TOO_FEW_ROWS where no link that was held out is found by any scorer */
export async function trainReranker(
  graph: Graph,
  kinds: readonly ScorerKind[],
  settings: FullReranking,
  context: FinderContext,
): Promise<TreeEnsemble> {
  const examples = gather(graph, kinds, settings, context);
  if (examples.features.rows === 0) {
    const problem = `reranked_graph found none of the links that it held out among ${graph.nodes} nodes.`;
    throw new MillwrightError("MODELING_TOO_FEW_ROWS", problem, "Give more edges, or use graphFinder with one scorer.");
  }
  const { objective, rounds, leaves, learningRate, minimumLeafRows } = settings;
  const isRanking = objective === "lambda_rank";
  const boosting = {
    objective: isRanking ? lambdaRank({ truncation: 20 }) : binaryLogLoss(),
    rounds,
    learningRate,
    maximumLeaves: leaves,
    minimumLeafRows,
  };
  const { signal } = context;
  const { ensemble } = await trainTrees("reranked_graph", examples, boosting, {
    task: isRanking ? { kind: "regression", classes: 0 } : { kind: "binary", classes: 2 },
    seed: context.seed,
    ...(signal === undefined ? {} : { signal }),
  });
  return ensemble;
}
