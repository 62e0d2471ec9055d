/**
 * Whom to follow on a made-up graph of a million accounts and twenty million follows: what building takes, what it holds in memory, and how
 * long single questions take. Accounts follow within communities and the popular: followers per account are spread as a power law.
 * `GRAPH_NODES` and `GRAPH_EDGES` make it smaller.
 */
import {
  blendScorers,
  coFollow,
  type Finder,
  graphFinder,
  neighborhood,
  personalizedPageRank,
  reciprocity,
  rerankedGraph,
} from "../../src/index.ts";
import { random } from "../../src/kernels/index.ts";
import type { FinderExamples } from "../../src/modeling/index.ts";
import type { Figure } from "../figure.ts";

const NODES = Number(process.env["GRAPH_NODES"] ?? 1_000_000);
const EDGES = Number(process.env["GRAPH_EDGES"] ?? 20_000_000);
const COMMUNITY = 2000;
const QUESTIONS = 2000;
const GOAL_MS = 20;
const SEED = 1;

/** A graph whose edges lead three times in four into the own community, and rather to its first members. */
function makeGraph(): FinderExamples {
  const draw = random(SEED);
  const [askers, items] = [new Int32Array(EDGES), new Int32Array(EDGES)];
  for (let edge = 0; edge < EDGES; edge++) {
    const from = draw.integer(NODES);
    const near = draw.next() < 0.75;
    const start = near ? from - (from % COMMUNITY) : 0;
    const size = near ? Math.min(COMMUNITY, NODES - start) : NODES;
    askers[edge] = from;
    items[edge] = start + Math.floor(size * draw.next() ** 2.5);
  }
  const ids = Array.from({ length: NODES }, (_, node) => `n${node}`);
  return { catalogue: { ids }, askers: { ids }, events: { askers, items } };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function figureOf(what: string, ours: number, goal?: number): Figure {
  const none = { peer: Number.NaN, peerName: "none", ratio: Number.NaN };
  return { figure: what, ours, ...none, goal: goal === undefined ? "reported" : `≤ ${goal}`, met: goal === undefined || ours <= goal };
}

/** Builds a finder and asks it about drawn nodes, one at a time. */
async function measure(what: string, finder: Finder, examples: FinderExamples): Promise<Figure[]> {
  const before = cpuSeconds();
  const model = await finder.fit(examples, { seed: SEED });
  const built = cpuSeconds() - before;
  const draw = random(SEED).fork("questions");
  const [walls, cpus] = [[] as number[], [] as number[]];
  for (let question = -50; question < QUESTIONS; question++) {
    const asker = draw.integer(NODES);
    const [wall, cpu] = [performance.now(), cpuSeconds()];
    model.find([{ asker, history: new Int32Array(0) }], { k: 10 });
    if (question < 0) continue;
    walls.push(performance.now() - wall);
    cpus.push(1000 * (cpuSeconds() - cpu));
  }
  return [
    figureOf(`${what}: building, CPU seconds`, built),
    figureOf(`${what}: one question, p50 of the CPU, ms`, quantile(cpus, 0.5)),
    figureOf(`${what}: one question, p99 of the CPU, ms`, quantile(cpus, 0.99), GOAL_MS),
    figureOf(`${what}: one question, p99 of the clock, ms`, quantile(walls, 0.99)),
    figureOf(`${what}: memory of the process, GB`, process.memoryUsage().rss / 1e9),
  ];
}

/** All ways to look for accounts, bounded so that one question stays small on any graph. */
export async function run(only?: string): Promise<readonly Figure[]> {
  const examples = makeGraph();
  const taste = coFollow({ voters: 300, fanOut: 150 });
  const walks = personalizedPageRank({ tolerance: 1e-6, mostEdges: 20_000 });
  const friends = neighborhood("resource_allocation", { along: true, fanOut: 300 });
  const finders: Readonly<Record<string, Finder>> = {
    "same taste": graphFinder(taste),
    walks: graphFinder(walks),
    blend: graphFinder(blendScorers([taste, walks, friends])),
    "trees over all": rerankedGraph([taste, walks, friends, reciprocity()], { holdOut: 0.05, folds: 1, sources: 1000, rounds: 100 }),
  };
  const figures: Figure[] = [];
  for (const [name, finder] of Object.entries(finders)) {
    if (only === undefined || only === name) figures.push(...(await measure(name, finder, examples)));
  }
  return figures;
}
