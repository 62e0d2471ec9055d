import { random } from "../random.ts";
import { ScoreBoard } from "../score-board.ts";
import type { Adjacency } from "./adjacency.ts";
import type { EdgeMatrix } from "./truncated-svd.ts";

/** How walks are drawn. */
export interface RandomWalkSettings {
  /** Walks from each node. */
  readonly walks: number;
  /** Steps of each. */
  readonly steps: number;
  /** How often chance meetings are thought to come, against those that count: the negatives of skip-grams. */
  readonly negatives: number;
  readonly seed: number;
}

/**
 * How much more often walks from one node meet another than chance would, as its logarithm; meetings that are no more frequent are left out.
 * @see Qiu et al. (2018), "Network Embedding as Matrix Factorization", WSDM, eq. 1.
 */
export function meetingsOfWalks({ nodes, starts, ends, targets }: Adjacency, settings: RandomWalkSettings): EdgeMatrix {
  const { walks, steps, negatives, seed } = settings;
  const draw = random(seed).fork("walks");
  let edges = 0;
  for (let node = 0; node < nodes; node++) edges += ends[node]! - starts[node]!;
  const met = new ScoreBoard(nodes);
  const meetings: Int32Array[] = [];
  const strengths: Float32Array[] = [];
  const [rowStarts, rowEnds] = [new Int32Array(nodes), new Int32Array(nodes)];
  let used = 0;
  for (let node = 0; node < nodes; node++) {
    for (let walk = 0; walk < walks; walk++) {
      let at = node;
      for (let step = 0; step < steps; step++) {
        const degree = ends[at]! - starts[at]!;
        if (degree === 0) break;
        at = targets[starts[at]! + draw.integer(degree)]!;
        if (at !== node) met.add(at, 1);
      }
    }
    const row = met.touched.slice(0, met.count).sort();
    const values = new Float32Array(row.length);
    let kept = 0;
    for (const other of row) {
      const degree = Math.max(1, ends[other]! - starts[other]!);
      const ratio = (edges * met.values[other]!) / (walks * steps * degree * negatives);
      if (ratio <= 1) continue;
      row[kept] = other;
      values[kept++] = Math.log(ratio);
    }
    met.clear();
    meetings.push(row.subarray(0, kept));
    strengths.push(values.subarray(0, kept));
    rowStarts[node] = used;
    used += kept;
    rowEnds[node] = used;
  }
  const [joined, values] = [new Int32Array(used), new Float32Array(used)];
  for (let node = 0; node < nodes; node++) {
    joined.set(meetings[node]!, rowStarts[node]!);
    values.set(strengths[node]!, rowStarts[node]!);
  }
  return { adjacency: { nodes, starts: rowStarts, ends: rowEnds, targets: joined, used }, values };
}
