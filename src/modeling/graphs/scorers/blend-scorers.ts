import { ScoreBoard } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Graph, Source } from "../graph.ts";
import type { GraphScorer, ScorerKind, ScorerTensors } from "../graph-scorer.ts";

/** Tensors of one part, whose names begin with its place. */
export function partOf(tensors: ScorerTensors | undefined, part: number): ScorerTensors | undefined {
  if (tensors === undefined) return undefined;
  const prefix = `${part}.`;
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

/** Tensors of all parts, the place of each before its names. */
export function joinParts(parts: readonly ScorerTensors[]): ScorerTensors {
  return Object.fromEntries(parts.flatMap((own, part) => Object.entries(own).map(([name, tensor]) => [`${part}.${name}`, tensor])));
}

/**
 * Several scorers together: each one's scores as shares of its highest, weighted and added up.
 * @param weights - one for each, 1 where absent.
 * @throws MODELING_SETTING_INVALID
 * @example graphFinder(blendScorers([coFollow(), personalizedPageRank()], [2, 1]))
 */
export function blendScorers(kinds: readonly ScorerKind[], weights: readonly number[] = kinds.map(() => 1)): ScorerKind {
  const name = "blend";
  checkNumber(name, "number of scorers", kinds.length, { least: 1 });
  checkNumber(name, "number of weights", weights.length, { least: kinds.length, most: kinds.length });
  for (const weight of weights) checkNumber(name, "weight", weight, { least: 0 });
  return {
    name,
    settings: { scorers: kinds.map(({ name: own, settings }) => ({ name: own, settings })), weights },
    on(graph: Graph, seed, tensors): GraphScorer {
      const scorers = kinds.map((kind, part) => kind.on(graph, seed, partOf(tensors, part)));
      const scores = new ScoreBoard(graph.nodes);
      /** The scorer whose weighted share of the node's score is largest. */
      const strongest = (source: Source, node: number): GraphScorer | undefined => {
        let best: GraphScorer | undefined;
        let most = 0;
        for (const [part, scorer] of scorers.entries()) {
          scorer.score(source, scores);
          const share = (weights[part] ?? 0) * ((scores.values[node] ?? 0) / highestOf(scores, source));
          scores.clear();
          if (share <= most) continue;
          most = share;
          best = scorer;
        }
        return best;
      };
      return {
        tensors: joinParts(scorers.map((scorer) => scorer.tensors)),
        score(source, into) {
          for (const [part, scorer] of scorers.entries()) {
            scorer.score(source, scores);
            const factor = (weights[part] ?? 0) / highestOf(scores, source);
            for (let i = 0; i < scores.count; i++) {
              const node = scores.touched[i] ?? 0;
              into.add(node, factor * (scores.values[node] ?? 0));
            }
            scores.clear();
          }
        },
        reason: (source, node) => strongest(source, node)?.reason(source, node) ?? { sentence: "close to the accounts you follow" },
      };
    },
  };
}

/** The highest score of a node that could be answered; 1 where none is above 0. */
function highestOf(scores: ScoreBoard, { node: own, linked }: Source): number {
  const known = new Set(linked);
  let highest = 0;
  for (let i = 0; i < scores.count; i++) {
    const node = scores.touched[i] ?? 0;
    const score = scores.values[node] ?? 0;
    if (score > highest && node !== own && !known.has(node)) highest = score;
  }
  return highest > 0 ? highest : 1;
}
