/**
 * Chooses settings for every library on every published set: the same random choices for all, judged on folds of rows that are not test
 * rows. `node --conditions=millwright-source bench/trees-quality/search.ts [--for LightGBM,XGBoost] [set …]` fills in what
 * chosen.json lacks.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measure } from "../../src/modeling/index.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { answerBoosted, answerForest, type ForestChoice, forestChoices } from "./our-trees.ts";
import { answerPeer, tunedPeers } from "./peer-trees.ts";
import { judgedOf, metricsOf, type PublishedSet, readSet, type SplitName, splitRows } from "./published-set.ts";
import { checkpoints, drawChoices, type TreeChoice } from "./settings.ts";

/** How many random choices every library gets. */
export const CHOICES = 8;

/** What was chosen for a library on a set, with its score on the folds. */
export interface Chosen {
  readonly settings: TreeChoice | ForestChoice;
  /** Boosted trees: how many. */
  readonly trees: number;
  readonly validation: number;
}

/** Set → library → what was chosen. */
export type AllChosen = Readonly<Record<string, Readonly<Record<string, Chosen>>>>;

const file = join(import.meta.dirname, "chosen.json");

/** What the last search chose. */
export function readChosen(): AllChosen {
  return JSON.parse(readFileSync(file, "utf8")) as AllChosen;
}

/** Writes the published sets below a temporary folder. @returns the folder and the sets' names */
export function writeSets(): { folder: string; names: string[] } {
  if ((process.env["MILLWRIGHT_DATA"] ?? "") === "") throw new Error("Set MILLWRIGHT_DATA to the folder that holds the published sets.");
  const folder = mkdtempSync(join(tmpdir(), "millwright-trees-"));
  const peers = join(import.meta.dirname, "../peers");
  const said = execFileSync(join(peers, ".venv/bin/python"), [join(peers, "tree_sets.py"), folder], {
    encoding: "utf8",
    env: { ...process.env, PYTHONWARNINGS: "ignore" },
  });
  return { folder, names: JSON.parse(said) as string[] };
}

/** Mean over the folds of the primary metric, for each of a learner's answers. */
async function scores(set: PublishedSet, answers: (split: SplitName) => Promise<readonly Float64Array[]>): Promise<number[]> {
  const [metric] = metricsOf(set);
  if (metric === undefined) throw new Error(`${set.name} has no metric.`);
  const sums: number[] = [];
  for (let fold = 0; fold < set.folds; fold++) {
    const { judge } = splitRows(set, fold);
    for (const [at, values] of (await answers(fold)).entries()) {
      sums[at] = (sums[at] ?? 0) + measure(metric, judgedOf(set, judge, values)) / set.folds;
    }
  }
  return sums;
}

/** The best of some choices by their scores on the folds. */
async function bestOf<Choice extends TreeChoice | ForestChoice>(
  set: PublishedSet,
  choices: readonly Choice[],
  answers: (split: SplitName, choice: Choice) => Promise<readonly Float64Array[]>,
): Promise<Chosen> {
  const sign = metricsOf(set)[0]?.direction === "minimize" ? -1 : 1;
  let best: Chosen | undefined;
  for (const settings of choices) {
    const found = await scores(set, (split) => answers(split, settings));
    for (const [at, validation] of found.entries()) {
      if (best !== undefined && !(sign * validation > sign * best.validation)) continue;
      best = { settings, trees: found.length === 1 ? 300 : (checkpoints[at] ?? 0), validation };
    }
  }
  if (best === undefined) throw new Error(`Nothing was chosen for ${set.name}.`);
  return best;
}

async function searchSet(
  set: PublishedSet,
  peer: PythonPeer,
  known: Readonly<Record<string, Chosen>>,
  libraries: readonly string[] | undefined,
  keep: (library: string, chosen: Chosen) => void,
): Promise<void> {
  const choices = drawChoices(CHOICES, 1);
  const learners: Record<string, () => Promise<Chosen>> = {
    "boosted trees": () => bestOf(set, choices, (split, choice) => answerBoosted(set, split, choice)),
    ...(set.task === "ranking" ? {} : { forest: () => bestOf(set, forestChoices, (split, choice) => answerForest(set, split, choice)) }),
  };
  for (const library of tunedPeers) {
    learners[library] = () => bestOf(set, choices, async (split, choice) => (await answerPeer(peer, set, split, library, choice)).answers);
  }
  for (const [library, search] of Object.entries(learners)) {
    if (known[library] !== undefined || libraries?.includes(library) === false) continue;
    const begin = performance.now();
    const chosen = await search();
    console.error(
      `${set.name}, ${library}: ${chosen.validation.toFixed(5)} with ${chosen.trees} trees (${((performance.now() - begin) / 1000).toFixed(0)} s)`,
    );
    keep(library, chosen);
  }
}

async function main(): Promise<void> {
  const { values, positionals: wanted } = parseArgs({ options: { for: { type: "string" } }, allowPositionals: true });
  const libraries = values.for?.split(",");
  const { folder, names } = writeSets();
  const peer = new PythonPeer("tree_quality.py", 1);
  try {
    for (const name of names.filter((one) => wanted.length === 0 || wanted.includes(one))) {
      const keep = (library: string, chosen: Chosen): void => {
        const all = readChosen();
        writeFileSync(file, `${JSON.stringify({ ...all, [name]: { ...all[name], [library]: chosen } }, undefined, 2)}\n`);
      };
      await searchSet(readSet(join(folder, name)), peer, readChosen()[name] ?? {}, libraries, keep);
    }
  } finally {
    peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
