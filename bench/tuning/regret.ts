import { autoSampler, type Sampler } from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import type { PythonPeer } from "../peers/python-peer.ts";
import { rankTest } from "./rank-test.ts";
import { type Regrets, runOurs, runPeer } from "./run-studies.ts";
import { allTasks, type Task } from "./tasks.ts";

const CHECKPOINTS = [25, 50, 100, 200] as const;
const SEEDS = 20;
/** Share of the tasks on which the median regret has to be lower. */
const WON_SHARE = 0.7;
const SURE = 0.05;

/** Both sides of a task. */
interface Comparison {
  readonly task: Task;
  readonly ours: Regrets;
  readonly theirs: Regrets;
}

function at(regrets: Regrets, checkpoint: number): number[] {
  return regrets.map((own) => own[checkpoint] ?? Number.NaN);
}

/** Won, lost and even tasks after a number of trials, and how many of the wins and losses a rank test is sure of. */
function score(
  comparisons: readonly Comparison[],
  checkpoint: number,
): { won: number; even: number; sureWins: number; sureLosses: number } {
  let [won, even, sureWins, sureLosses] = [0, 0, 0, 0];
  for (const { ours, theirs } of comparisons) {
    const [own, other] = [at(ours, checkpoint), at(theirs, checkpoint)];
    const difference = median(own) - median(other);
    if (difference < 0) won++;
    if (difference === 0) even++;
    if (rankTest(own, other) < SURE && difference !== 0) difference < 0 ? sureWins++ : sureLosses++;
  }
  return { won, even, sureWins, sureLosses };
}

function describe({ task, ours, theirs }: Comparison): string {
  const cells = CHECKPOINTS.map((_, k) => {
    const [own, other] = [at(ours, k), at(theirs, k)];
    const sign = median(own) < median(other) ? "<" : median(own) > median(other) ? ">" : "=";
    const sure = rankTest(own, other) < SURE ? "*" : " ";
    return `${median(own).toPrecision(3)} ${sign}${sure} ${median(other).toPrecision(3)}`.padEnd(24);
  });
  return `  ${task.name.padEnd(48)}${cells.join("")}`;
}

function figuresOf(name: string, peerName: string, comparisons: readonly Comparison[], needed: number | undefined): Figure[] {
  return CHECKPOINTS.map((trials, k) => {
    const { won, even, sureWins, sureLosses } = score(comparisons, k);
    const tasks = comparisons.length;
    const lost = tasks - won - even;
    return {
      figure: `${name}, lower median regret after ${trials} trials, tasks of ${tasks} (${even} even; rank test sure of ${sureWins} wins, ${sureLosses} losses)`,
      ours: won,
      peer: lost,
      peerName,
      ratio: lost / won,
      goal: needed === undefined ? "for comparison" : `at least ${Math.ceil(needed * tasks)} of ${tasks} tasks`,
      met: needed === undefined || won >= Math.ceil(needed * tasks),
    };
  });
}

/** Compares a sampler of ours with one of the peer's on the tasks. */
async function compare(
  peer: PythonPeer,
  tasks: readonly Task[],
  make: () => Sampler,
  theirs: string,
  seeds: number,
): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const task of tasks) {
    const comparison = {
      task,
      ours: runOurs(task, make, seeds, CHECKPOINTS),
      theirs: await runPeer(peer, theirs, task, seeds, CHECKPOINTS),
    };
    console.error(describe(comparison));
    comparisons.push(comparison);
  }
  return comparisons;
}

/** `auto` against Optuna's default on every task. */
export async function regretFigures(peer: PythonPeer, version: string): Promise<readonly Figure[]> {
  console.error(
    `  median regrets of ${SEEDS} seeds after ${CHECKPOINTS.join(", ")} trials, ours and Optuna's; * where a rank test is sure`,
  );
  const comparisons = await compare(peer, allTasks(), autoSampler, "tpe", SEEDS);
  return figuresOf("auto", `Optuna ${version}, default (TPE), ${SEEDS} seeds`, comparisons, WON_SHARE);
}

/** `auto` against other samplers of the peers, on some tasks and fewer seeds: they take long. */
export async function otherPeerFigures(peer: PythonPeer, version: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const some = allTasks().filter(({ kind, name }) => kind !== "conditional" && (kind !== "synthetic" || /2D|5D|8D/.test(name)));
  for (const [sampler, name] of [
    ["cmaes", `Optuna ${version} CMA-ES`],
    ["random", `Optuna ${version} random`],
  ] as const) {
    console.error(`  against ${name}, 10 seeds`);
    const comparisons = await compare(peer, some, autoSampler, sampler, 10);
    figures.push(...figuresOf("auto", `${name}, 10 seeds`, comparisons, undefined));
  }
  return figures;
}
