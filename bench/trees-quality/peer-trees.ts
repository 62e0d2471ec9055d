import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PythonPeer } from "../peers/python-peer.ts";
import { type PublishedSet, type SplitName, splitRows } from "./published-set.ts";
import { checkpoints, type TreeChoice } from "./settings.ts";

/** Libraries with settings to choose, and forests that are taken as they come. */
export const tunedPeers = ["LightGBM", "XGBoost", "CatBoost", "HistGradientBoosting"] as const;
export const plainPeers = ["RandomForest", "ExtraTrees"] as const;
export type PeerName = (typeof tunedPeers)[number] | (typeof plainPeers)[number];

/** A peer's predictions [rows, width] for the rows of a split that are judged: at each tree count, or once at its defaults. */
export async function answerPeer(
  peer: PythonPeer,
  set: PublishedSet,
  split: SplitName,
  library: PeerName,
  choice?: TreeChoice,
): Promise<{ readonly answers: Float64Array[]; readonly name: string }> {
  const to = join(set.folder, "answer.f64");
  const question = { set: set.folder, split, library, settings: choice ?? null, checkpoints: choice === undefined ? [] : checkpoints, to };
  const { peer: name } = await peer.ask<{ peer: string }>(question);
  const bytes = readFileSync(to);
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const parts = choice === undefined ? 1 : checkpoints.length;
  const { length } = splitRows(set, split).judge;
  if (all.length % (parts * length) !== 0) throw new Error(`${name} answered ${all.length} numbers for ${parts} × ${length} rows.`);
  return {
    answers: Array.from({ length: parts }, (_, part) => all.slice((part * all.length) / parts, ((part + 1) * all.length) / parts)),
    name,
  };
}
