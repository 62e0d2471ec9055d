import { ScoreBoard, topNodes } from "../../kernels/index.ts";
import type { Finder, FindOptions, FindRequest, FittedFinder, RankedLists, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { savedScorers, scorersFrom } from "./all-scorers.ts";
import { type Graph, graphOf, rowOf, type Source, sourceOf, withEvents } from "./graph.ts";
import type { GraphScorer, ScorerKind } from "./graph-scorer.ts";
import { graphFromSaved, graphSettings, graphTensors } from "./saved-graph.ts";
import { nodePopularity } from "./scorers/node-popularity.ts";

/** Settings of finders over graphs. */
export interface GraphSettings {
  /** Whether "a follows b" says nothing of "b follows a"; true unless told. */
  readonly directed?: boolean;
}

/** The lists of several requests, each from what `rank` gives for one. */
export function listsOf(
  requests: readonly FindRequest[],
  k: number,
  rank: (request: FindRequest) => { readonly nodes: Int32Array; readonly scores: Float64Array },
): RankedLists {
  const items = new Int32Array(requests.length * k).fill(-1);
  const scores = new Float64Array(requests.length * k).fill(Number.NaN);
  for (const [row, request] of requests.entries()) {
    const best = rank(request);
    items.set(best.nodes, row * k);
    scores.set(best.scores, row * k);
  }
  return { k, items, scores };
}

/** What may be answered: an item that the source is not and is not linked to yet, and that the options allow. */
export function allowed(graph: Graph, source: Source, request: FindRequest, allow: FindOptions["allow"]): (node: number) => boolean {
  const linked = new Set(source.linked);
  return (node) => node < graph.items && node !== source.node && !linked.has(node) && (allow?.(node, request) ?? true);
}

function fitted(graph: Graph, kind: ScorerKind, scorer: GraphScorer, seed: number): FittedFinder {
  const scores = new ScoreBoard(graph.nodes);
  const popular = nodePopularity().on(graph, seed);
  /** Strangers, who have no links in either direction, get those with most links. */
  const scorerFor = ({ node, linked }: Source): GraphScorer =>
    linked.length === 0 && (node < 0 || rowOf(graph.into, node).length === 0) ? popular : scorer;
  return {
    name: kind.name,
    learned: { nodes: graph.nodes, edges: graphTensors(graph)["graph.targets"]?.length ?? 0 },
    find(requests, { k, allow }) {
      checkNumber(kind.name, "k", k, { least: 1, whole: true });
      return listsOf(requests, k, (request) => {
        const source = sourceOf(graph, request);
        scorerFor(source).score(source, scores);
        const best = topNodes(scores.touched, scores.count, scores.values, { k, seed }, allowed(graph, source, request, allow));
        scores.clear();
        return best;
      });
    },
    score(request, items) {
      const source = sourceOf(graph, request);
      const own = scorerFor(source);
      if (own.scoreNodes !== undefined) return own.scoreNodes(source, items);
      own.score(source, scores);
      const given = Float64Array.from(items, (item) => scores.values[item] ?? 0);
      scores.clear();
      return given;
    },
    explain: (request, item) => {
      const source = sourceOf(graph, request);
      return scorerFor(source).reason(source, item);
    },
    update(events) {
      const more = withEvents(kind.name, graph, events);
      return fitted(more, kind, kind.on(more, seed, scorer.tensors), seed);
    },
    save: () => ({
      kind: "graph_finder",
      settings: { ...graphSettings(graph), seed, scorers: savedScorers([kind]) },
      tensors: { ...graphTensors(graph), ...scorer.tensors },
    }),
  };
}

/**
 * Finds nodes of a graph by one way to score them. Neither the asker nor those it is linked to are answered.
 * @throws MODELING_SETTING_INVALID
 * @example graphFinder(coFollow({ sharpness: 2 }), { directed: true })
 */
export function graphFinder(scorer: ScorerKind, { directed = true }: GraphSettings = {}): Finder {
  return {
    name: scorer.name,
    settings: { directed, ...scorer.settings },
    async fit(examples, { seed }) {
      const graph = graphOf(scorer.name, examples, directed);
      return fitted(graph, scorer, scorer.on(graph, seed), seed);
    },
  };
}

/** The finder that was saved. @throws MODELING_FILE_INVALID */
export function restoreGraphFinder(saved: SavedFinder): FittedFinder {
  const graph = graphFromSaved(saved);
  const [kind] = scorersFrom(saved.settings["scorers"]);
  const seed = Number(saved.settings["seed"]);
  if (kind === undefined) throw new RangeError("scorersFrom gives at least one");
  return fitted(graph, kind, kind.on(graph, seed, saved.tensors), seed);
}
