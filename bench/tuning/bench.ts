import type { Figure } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { importanceFigures } from "./importance.ts";
import { overheadFigures } from "./overhead.ts";
import { pruningFigures } from "./pruning.ts";
import { otherPeerFigures, regretFigures } from "./regret.ts";

/** Parts, the short ones first; `others` is run when it is asked for by name. */
const parts = ["pruning", "importance", "overhead", "regret", "others"] as const;
const usual = parts.filter((part) => part !== "others");

/**
 * Tuning beside Optuna: regret on 25 tasks, overhead of a suggestion, pruning, importance. BENCH_ONLY names the parts to run, separated by
 * commas: pruning, importance, overhead, regret, and others (CMA-ES and random search), which is left out unless named.
 */
export async function run(): Promise<readonly Figure[]> {
  const chosen = process.env["BENCH_ONLY"]?.split(",") ?? usual;
  const figures: Figure[] = [];
  const peer = new PythonPeer("tuning.py", 1);
  try {
    const { version } = await peer.ask<{ version: string }>({});
    const work: Readonly<Record<(typeof parts)[number], () => Promise<readonly Figure[]>>> = {
      pruning: async () => pruningFigures(),
      importance: () => importanceFigures(peer, version),
      overhead: () => overheadFigures(peer, version),
      regret: () => regretFigures(peer, version),
      others: () => otherPeerFigures(peer, version),
    };
    for (const part of parts) {
      if (!chosen.includes(part)) continue;
      console.error(part);
      figures.push(...(await work[part]()));
    }
    return figures;
  } finally {
    peer.close();
  }
}
