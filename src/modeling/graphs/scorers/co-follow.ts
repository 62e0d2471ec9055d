import { ScoreBoard, spreadScores, topNodes } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { countOf } from "../explain-links.ts";
import { degreesOf, type Graph, type Source } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";

/** Settings of `coFollow`. */
export interface CoFollowSettings {
  /** A node that both follow counts 1 / (its followers ^ this); 1 unless told. */
  readonly rarity?: number;
  /** Likeness is divided by (nodes that the other follows ^ this); 1 unless told. */
  readonly breadth?: number;
  /** Likeness ^ this is what the other's vote weighs: above 1 the most alike count more; 1 unless told. */
  readonly sharpness?: number;
  /** The most alike that vote; 2,000 unless told. */
  readonly voters?: number;
  /** Neighbours of one node that are looked at; 2,000 unless told. */
  readonly fanOut?: number;
}

/**
 * Nodes that are followed by those who follow the same as the source: neighbours of the kind "people like you".
 * @throws MODELING_SETTING_INVALID
 * @see Zhou et al. (2007), "Bipartite network projection and personal recommendation", Physical Review E 76.
 */
export function coFollow(settings: CoFollowSettings = {}): ScorerKind {
  const name = "co_follow";
  const { rarity = 1, breadth = 1, sharpness = 1, voters = 2000, fanOut = 2000 } = settings;
  checkNumber(name, "rarity", rarity, { least: 0, most: 4 });
  checkNumber(name, "breadth", breadth, { least: 0, most: 4 });
  checkNumber(name, "sharpness", sharpness, { above: 0, most: 8 });
  for (const [key, value] of Object.entries({ voters, fanOut })) checkNumber(name, key, value, { least: 1, whole: true });
  return {
    name,
    settings: { rarity, breadth, sharpness, voters, fanOut },
    on(graph: Graph, seed) {
      const rare = Float64Array.from(degreesOf(graph.into), (degree) => 1 / Math.max(1, degree) ** rarity);
      const narrow = Float64Array.from(degreesOf(graph.out), (degree) => 1 / Math.max(1, degree) ** breadth);
      const [first, alike, voting] = [new ScoreBoard(graph.nodes), new ScoreBoard(graph.nodes), new ScoreBoard(graph.nodes)];
      /** Those who follow the same, with what their votes weigh, in `voting`. */
      const findVoters = (source: Source): void => {
        for (const node of source.linked) first.add(node, 1);
        spreadScores(first, graph.into, rare, { fanOut, seed }, alike);
        const best = topNodes(alike.touched, alike.count, alike.values, { k: voters, seed }, (node) => node !== source.node);
        for (const [i, node] of best.nodes.entries()) voting.add(node, (best.scores[i] ?? 0) ** sharpness);
        first.clear();
        alike.clear();
      };
      return {
        tensors: {},
        score(source, into) {
          findVoters(source);
          spreadScores(voting, graph.out, narrow, { fanOut, seed }, into);
          voting.clear();
        },
        reason(source, node) {
          findVoters(source);
          let followers = 0;
          for (let at = graph.into.starts[node] ?? 0; at < (graph.into.ends[node] ?? 0); at++) {
            if (voting.has(graph.into.targets[at] ?? 0)) followers++;
          }
          voting.clear();
          return { sentence: `followed by ${countOf(followers, "account", "accounts")} that follow the same as you` };
        },
      };
    },
  };
}
