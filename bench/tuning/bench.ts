import type { Figure } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { importanceFigures } from "./importance.ts";
import { overheadFigures } from "./overhead.ts";
import { pruningFigures } from "./pruning.ts";
import { otherPeerFigures, regretFigures } from "./regret.ts";

/** Parts, the short ones first. */
const parts = ["pruning", "importance", "overhead", "regret", "others"] as const;

/**
 * Tuning beside Optuna: pruning, importance and the overhead of a suggestion take two minutes, regret on 25 tasks some twenty.
 * @param only - one of these parts, or `others`: regret beside CMA-ES, random search and scikit-optimize, which runs only by name.
 */
export async function run(only?: string): Promise<readonly Figure[]> {
  const chosen = parts.filter((part) => (only === undefined ? part !== "others" : part === only));
  if (chosen.length === 0) throw new Error(`There is no part "${only}"; there are ${parts.join(", ")}.`);
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
    for (const part of chosen) {
      console.error(part);
      figures.push(...(await work[part]()));
    }
    return figures;
  } finally {
    peer.close();
  }
}
