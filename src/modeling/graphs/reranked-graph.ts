import type { Finder, FindRequest, FittedFinder, Reason, SavedFinder } from "../finding/finder.ts";
import { checkChoice, checkNumber } from "../fitting/check-settings.ts";
import { ensembleFromTensors, ensembleTensors } from "../trees/ensemble-tensors.ts";
import { type FittedTrees, fittedTrees } from "../trees/fitted-trees.ts";
import { savedScorers, scorersFrom } from "./all-scorers.ts";
import { CandidateFeatures, type CandidateSettings } from "./candidate-features.ts";
import { type Graph, graphOf, sourceOf, withEvents } from "./graph.ts";
import { allowed, type GraphSettings, listsOf } from "./graph-finder.ts";
import type { ScorerKind } from "./graph-scorer.ts";
import { graphFromSaved, graphSettings, graphTensors } from "./saved-graph.ts";
import { joinParts, partOf } from "./scorers/blend-scorers.ts";
import { nodePopularity } from "./scorers/node-popularity.ts";
import { trainReranker } from "./train-reranker.ts";

/** What the trees learn: the probability of a link, or the order of a source's candidates. */
export const rerankObjectives = ["log_loss", "lambda_rank"] as const;

/** Settings of `rerankedGraph`. */
export interface RerankedGraphSettings extends GraphSettings, Partial<CandidateSettings> {
  /** "log_loss", the usual, gives probabilities; "lambda_rank" learns NDCG. */
  readonly objective?: (typeof rerankObjectives)[number];
  /** Share of the edges that is held out inside the training edges, for the trees to learn from; 0.2 unless told. */
  readonly holdOut?: number;
  /** Times that edges are held out anew; 2 unless told. */
  readonly folds?: number;
  /** Sources whose candidates are learned from, for each time; 2,500 unless told. */
  readonly sources?: number;
  /** Trees; 150 unless told. */
  readonly rounds?: number;
  /** Leaves of each tree; 15 unless told. */
  readonly leaves?: number;
  /** Learning rate of the trees; 0.05 unless told. */
  readonly learningRate?: number;
  readonly minimumLeafRows?: number;
}

/** Every setting. */
export type FullReranking = Required<RerankedGraphSettings>;

function fill(settings: RerankedGraphSettings): FullReranking {
  const full = {
    directed: true,
    objective: "log_loss",
    holdOut: 0.2,
    folds: 2,
    sources: 2500,
    rounds: 150,
    leaves: 15,
    learningRate: 0.05,
    minimumLeafRows: 50,
    perScorer: 100,
    popular: 50,
    ...settings,
  } as const;
  const name = "reranked_graph";
  checkChoice(name, "objective", full.objective, rerankObjectives);
  checkNumber(name, "holdOut", full.holdOut, { above: 0, most: 0.9 });
  for (const key of ["folds", "sources", "perScorer"] as const) checkNumber(name, key, full[key], { least: 1, whole: true });
  checkNumber(name, "popular", full.popular, { least: 0, most: 1000, whole: true });
  return full;
}

/** Why a candidate was answered: as the scorer says that puts it highest; its popularity where none reaches it. */
function reasonOf(features: CandidateFeatures, graph: Graph, request: FindRequest, item: number): Reason {
  const source = sourceOf(graph, request);
  const scorer = features.scorers[features.bestPlaced(source, item)];
  return scorer?.reason(source, item) ?? nodePopularity().on(graph, 0).reason(source, item);
}

/** A fitted re-ranker: its scores are probabilities where the trees learned log loss. */
function fitted(graph: Graph, kinds: readonly ScorerKind[], features: CandidateFeatures, trees: FittedTrees, seed: number): FittedFinder {
  const name = "reranked_graph";
  const { settings } = features;
  const rate = (values: Float32Array, rows: number): Float64Array =>
    trees.predict({ rows, dense: { rows, columns: features.columns, values } }).values;
  const tensorsOfScorers = features.scorers.map((scorer) => scorer.tensors);
  return {
    name,
    learned: { nodes: graph.nodes, scorers: kinds.length, ...trees.learned },
    find(requests, { k, allow }) {
      checkNumber(name, "k", k, { least: 1, whole: true });
      return listsOf(requests, k, (request) => {
        const source = sourceOf(graph, request);
        const { nodes, values } = features.collect(source, allowed(graph, source, request, allow));
        const scores = rate(values, nodes.length);
        // Ties are broken by a number of the node, so that the place among the candidates says nothing.
        return features.best(nodes, scores, k);
      });
    },
    score(request, items) {
      const { nodes, values } = features.collect(sourceOf(graph, request), undefined, items);
      const scores = rate(values, nodes.length);
      const rowOf = new Map(Array.from(nodes, (node, row) => [node, row]));
      return Float64Array.from(items, (item) => scores[rowOf.get(item) ?? -1] ?? Number.NaN);
    },
    explain: (request, item) => reasonOf(features, graph, request, item),
    update(events) {
      const more = withEvents(name, graph, events);
      return fitted(more, kinds, new CandidateFeatures(more, kinds, settings, seed, tensorsOfScorers), trees, seed);
    },
    save: () => ({
      kind: name,
      settings: { ...graphSettings(graph), ...settings, seed, scorers: savedScorers(kinds) },
      tensors: { ...graphTensors(graph), ...joinParts(tensorsOfScorers), ...ensembleTensors(trees.ensemble) },
    }),
  };
}

/**
 * Finds nodes by several scorers and puts them in order by boosted trees over all their scores. The trees learn from edges that are held
 * out inside the training edges: every score they see was counted without the edge that they are to foretell.
 * @throws MODELING_SETTING_INVALID; fitting: MODELING_GRAPH_INVALID, MODELING_TOO_FEW_ROWS
 * @see Burges (2010), "From RankNet to LambdaRank to LambdaMART: An Overview", MSR-TR-2010-82.
 * @example rerankedGraph([coFollow(), personalizedPageRank(), reciprocity()], { directed: true })
 */
export function rerankedGraph(scorers: readonly ScorerKind[], settings: RerankedGraphSettings = {}): Finder {
  const name = "reranked_graph";
  const full = fill(settings);
  checkNumber(name, "number of scorers", scorers.length, { least: 1 });
  return {
    name,
    settings: { ...full, scorers: savedScorers(scorers) },
    async fit(examples, context) {
      const graph = graphOf(name, examples, full.directed);
      const ensemble = await trainReranker(graph, scorers, full, context);
      const features = new CandidateFeatures(graph, scorers, { perScorer: full.perScorer, popular: full.popular }, context.seed);
      return fitted(graph, scorers, features, fittedTrees(name, ensemble), context.seed);
    },
  };
}

/** The re-ranker that was saved. @throws MODELING_FILE_INVALID */
export function restoreRerankedGraph(saved: SavedFinder): FittedFinder {
  const graph = graphFromSaved(saved);
  const kinds = scorersFrom(saved.settings["scorers"]);
  const { perScorer, popular, seed } = saved.settings;
  const settings = { perScorer: Number(perScorer), popular: Number(popular) };
  const tensors = kinds.map((_, part) => partOf(saved.tensors, part));
  const features = new CandidateFeatures(graph, kinds, settings, Number(seed), tensors);
  return fitted(graph, kinds, features, fittedTrees("reranked_graph", ensembleFromTensors(saved.tensors)), Number(seed));
}
