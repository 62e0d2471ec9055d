import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "../figure.ts";
import { withProblem } from "./contest.ts";
import { higgsShaped, wide } from "./physics-shaped.ts";
import { TreesPeer } from "./trees-peer.ts";

/** Bytes of a process with its rows loaded, and at most while it trained. */
export interface Held {
  readonly now: number;
  readonly most: number;
}

const THREADS = 2;
const SETTINGS = { trees: 20, leaves: 255, rate: 0.1 };

/** Runs a TypeScript file of this folder in a process of its own; it prints one JSON object. */
export function inChild<Answer>(file: string, args: readonly string[]): Answer {
  const child = spawnSync(process.execPath, ["--conditions=millwright-source", join(import.meta.dirname, file), ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.status !== 0) throw new Error(`${file} ended with ${child.status ?? child.signal}.`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "") as Answer;
}

/** Peak memory of a process that holds the rows and trains: ours and LightGBM's, each in a fresh one. */
export async function memory(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const problem of [higgsShaped(), wide()]) {
    await withProblem(problem, async (folder) => {
      const ours = inChild<Held>("memory-child.ts", [folder, String(THREADS), JSON.stringify(SETTINGS)]);
      const peer = new TreesPeer(folder, THREADS);
      await peer.load("train");
      const before = await peer.memory();
      await peer.train("lightgbm", SETTINGS);
      const after = await peer.memory();
      peer.close();
      const pairs = [
        ["peak of the whole process", ours.most, after.most],
        ["peak above what it held with the rows loaded", ours.most - ours.now, after.most - before.now],
      ] as const;
      for (const [what, mine, theirs] of pairs) {
        const figure = `${problem.name}, ${SETTINGS.leaves} leaves, ${THREADS} threads: megabytes, ${what}`;
        console.error(`  ${figure}: ${(mine / 1e6).toFixed(0)} / ${(theirs / 1e6).toFixed(0)}`);
        figures.push({
          figure,
          ours: mine / 1e6,
          peer: theirs / 1e6,
          peerName: peer.version,
          ratio: mine / theirs,
          goal: "ratio ≤ 1",
          met: mine <= theirs,
        });
      }
    });
  }
  return figures;
}
