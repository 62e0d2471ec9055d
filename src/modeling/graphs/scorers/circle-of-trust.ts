import { ForwardPush, ScoreBoard, spreadScores, topNodes } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { countOf } from "../explain-links.ts";
import { degreesOf, type Graph, type Source } from "../graph.ts";
import type { ScorerKind } from "../graph-scorer.ts";

/** Settings of `circleOfTrust`. */
export interface CircleOfTrustSettings {
  /** Nodes of the circle; 500 unless told. */
  readonly size?: number;
  /** Chance that a walk starts over at each step, for the circle and for the walks between it and whom it follows; 0.15 unless told. */
  readonly restart?: number;
  /** Rounds from the circle to whom it follows and back; 3 unless told. */
  readonly rounds?: number;
  /** Neighbours of one node that are looked at; 2,000 unless told. */
  readonly fanOut?: number;
}

/**
 * Nodes that those close to the source agree on: walks go from its circle (the nodes where a walk that starts over is most often) to whom
 * they follow and back, and start over in the circle.
 * @throws MODELING_SETTING_INVALID
 * @see Gupta et al. (2013), "WTF: The Who to Follow Service at Twitter", WWW; Lempel and Moran (2001), "SALSA", ACM TOIS 19(2).
 */
export function circleOfTrust(settings: CircleOfTrustSettings = {}): ScorerKind {
  const name = "circle_of_trust";
  const { size = 500, restart = 0.15, rounds = 3, fanOut = 2000 } = settings;
  for (const [key, value] of Object.entries({ size, rounds, fanOut })) checkNumber(name, key, value, { least: 1, whole: true });
  checkNumber(name, "restart", restart, { above: 0, most: 1 });
  return {
    name,
    settings: { size, restart, rounds, fanOut },
    on(graph: Graph, seed) {
      const push = new ForwardPush(graph.out);
      const [residual, visits] = [new ScoreBoard(graph.nodes), new ScoreBoard(graph.nodes)];
      const [circle, hubs, authorities, back] = [0, 1, 2, 3].map(() => new ScoreBoard(graph.nodes));
      if (circle === undefined || hubs === undefined || authorities === undefined || back === undefined) throw new RangeError("four");
      const perFollowed = Float64Array.from(degreesOf(graph.out), (degree) => 1 / Math.max(1, degree));
      const perFollower = Float64Array.from(degreesOf(graph.into), (degree) => 1 / Math.max(1, degree));
      const step = { fanOut, seed };
      /** The circle with its shares of visits, which add up to 1, in `circle`. */
      const draw = (source: Source): void => {
        for (const node of source.linked) residual.add(node, 1 / source.linked.length);
        push.run(residual, { restart, tolerance: 1e-6, mostEdges: 500_000 }, visits);
        const best = topNodes(visits.touched, visits.count, visits.values, { k: size, seed });
        const total = best.scores.reduce((sum, score) => sum + score, 0);
        for (const [i, node] of best.nodes.entries()) circle.add(node, (best.scores[i] ?? 0) / total);
        residual.clear();
        visits.clear();
      };
      return {
        tensors: {},
        score(source, into) {
          draw(source);
          for (let i = 0; i < circle.count; i++) hubs.add(circle.touched[i] ?? 0, circle.values[circle.touched[i] ?? 0] ?? 0);
          for (let round = 1; round < rounds; round++) {
            spreadScores(hubs, graph.out, perFollowed, step, authorities);
            spreadScores(authorities, graph.into, perFollower, step, back);
            hubs.clear();
            for (let i = 0; i < circle.count; i++) {
              const node = circle.touched[i] ?? 0;
              hubs.add(node, restart * (circle.values[node] ?? 0) + (1 - restart) * (back.values[node] ?? 0));
            }
            authorities.clear();
            back.clear();
          }
          spreadScores(hubs, graph.out, perFollowed, step, into);
          hubs.clear();
          circle.clear();
        },
        reason(source, node) {
          draw(source);
          let followers = 0;
          for (let at = graph.into.starts[node] ?? 0; at < (graph.into.ends[node] ?? 0); at++) {
            if (circle.has(graph.into.targets[at] ?? 0)) followers++;
          }
          circle.clear();
          return { sentence: `followed by ${countOf(followers, "account", "accounts")} of the ${size} closest to you` };
        },
      };
    },
  };
}
