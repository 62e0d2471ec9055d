/**
 * Time to learn of the recommenders beside Python's `implicit` (ALS, BPR, item-kNN) and EASE in numpy, on the same events, both sides
 * with the same number of threads, in turns; and the quality of their lists for the same askers, what these had left out.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setKernelThreads } from "../../src/kernels/index.ts";
import {
  ease,
  type Finder,
  type FittedFinder,
  implicitLeastSquares,
  itemNeighbors,
  personalizedRanking,
} from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { type RecommendationSet, recommendationSets } from "./sets.ts";

const THREADS = 2;
const PAIRS = 3;
/** Hits among ten that may be missing for quality to count as equal: half the standard error of 4,000 askers at 5 %. */
const EQUAL = 0.002;

interface Quality {
  readonly hit: number;
  readonly ndcg: number;
}

interface PeerFit extends Quality {
  readonly seconds: number;
  readonly cpu: number;
}

interface Contest {
  readonly name: string;
  readonly ours: Finder;
  readonly peer: { readonly fit: string; readonly settings: object };
  readonly pairs: number;
}

const contests: readonly Contest[] = [
  {
    name: "als",
    ours: implicitLeastSquares({ factors: 64, penalty: 0.01, confidence: 40, iterations: 15 }),
    peer: { fit: "als", settings: { factors: 64, regularization: 0.01, alpha: 40, iterations: 15 } },
    pairs: PAIRS,
  },
  {
    name: "bpr",
    ours: personalizedRanking({ factors: 64, rate: 0.05, penalty: 0.01, epochs: 60 }),
    peer: { fit: "bpr", settings: { factors: 64, learning_rate: 0.05, regularization: 0.01, iterations: 60 } },
    pairs: PAIRS,
  },
  {
    name: "item-knn",
    ours: itemNeighbors({ neighbors: 20, shrinkage: 0, decay: 1 }),
    peer: { fit: "item-knn", settings: { K: 20 } },
    // A fit takes a fraction of a second.
    pairs: 3 * PAIRS,
  },
  { name: "ease", ours: ease({ penalty: 200 }), peer: { fit: "ease", settings: { penalty: 200, type: "float32" } }, pairs: 1 },
];

function qualityOf(model: FittedFinder, { requests, targets }: RecommendationSet): Quality {
  const { items } = model.find(requests, { k: 10, allow: (item, { history }) => !history.includes(item) });
  let [hit, ndcg] = [0, 0];
  for (const [row, target] of targets.entries()) {
    const place = items.subarray(row * 10, row * 10 + 10).indexOf(target);
    if (place < 0) continue;
    hit += 1 / targets.length;
    ndcg += 1 / Math.log2(place + 2) / targets.length;
  }
  return { hit, ndcg };
}

async function fitOurs(finder: Finder, { examples }: RecommendationSet): Promise<{ seconds: number; cpu: number; model: FittedFinder }> {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  const model = await finder.fit(examples, { seed: 1 });
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - begin) / 1000, cpu: (user + system) / 1e6, model };
}

function write(folder: string, { examples, requests, targets }: RecommendationSet): void {
  const { askers, catalogue, events } = examples;
  writeFileSync(join(folder, "shape.json"), JSON.stringify({ users: askers.ids.length, items: catalogue.ids.length }));
  writeFileSync(join(folder, "users.i32"), events.askers);
  writeFileSync(join(folder, "items.i32"), events.items);
  writeFileSync(join(folder, "target.i32"), targets);
  writeFileSync(
    join(folder, "asked.i32"),
    Int32Array.from(requests, ({ asker }) => asker),
  );
}

async function compare(peer: PythonPeer, set: RecommendationSet, contest: Contest, version: string): Promise<Figure> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const processor: number[] = [];
  let [own, other]: [Quality, Quality] = [
    { hit: 0, ndcg: 0 },
    { hit: 0, ndcg: 0 },
  ];
  for (let pair = 0; pair < contest.pairs; pair++) {
    const fit = await fitOurs(contest.ours, set);
    ours.push(fit.seconds);
    const answer = await peer.ask<PeerFit>(contest.peer);
    theirs.push(answer.seconds);
    processor.push(fit.cpu / answer.cpu);
    if (pair === 0) [own, other] = [qualityOf(fit.model, set), answer];
  }
  const ratio = median(ours.map((seconds, n) => seconds / (theirs[n] ?? Number.NaN)));
  const measured = `processor time ${median(processor).toFixed(2)} of the peer's`;
  const qualities = `hit@10 ${own.hit.toFixed(4)} / ${other.hit.toFixed(4)}, NDCG@10 ${own.ndcg.toFixed(4)} / ${other.ndcg.toFixed(4)}`;
  console.error(
    `  ${set.name}, ${contest.name}: ratio ${ratio.toFixed(3)} (${median(ours).toFixed(2)} / ${median(theirs).toFixed(2)} s), ${measured}, ${qualities}`,
  );
  return {
    figure: `${contest.name}, ${set.name}, seconds, ${THREADS} threads; ${measured}; ${qualities}`,
    ours: median(ours),
    peer: median(theirs),
    peerName: `${version} ${JSON.stringify(contest.peer.settings)}`,
    ratio,
    goal: "ratio ≤ 1 at equal or better hit@10",
    met: ratio <= 1 && own.hit >= other.hit - EQUAL,
  };
}

/** Compares all learners on all sets; `only` names a learner. */
export async function run(only?: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  setKernelThreads(THREADS);
  for (const set of recommendationSets()) {
    const folder = mkdtempSync(join(tmpdir(), "millwright-bench-"));
    write(folder, set);
    const peer = new PythonPeer("recommendation.py", THREADS);
    try {
      const { implicit, numpy } = await peer.ask<{ implicit: string; numpy: string }>({ load: folder, threads: THREADS });
      for (const contest of contests.filter(
        ({ name }) => (only === undefined || name === only) && (set.contests?.includes(name) ?? true),
      )) {
        figures.push(await compare(peer, set, contest, contest.name === "ease" ? `numpy ${numpy}` : `implicit ${implicit}`));
      }
    } finally {
      peer.close();
      rmSync(folder, { recursive: true });
    }
  }
  return figures;
}
