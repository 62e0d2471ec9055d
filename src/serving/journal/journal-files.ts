import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Files of a journal's folder. Journal n holds what came after snapshot n; snapshot 0 is the package's own history.
 * So the newest snapshot and the journals from its number on, in order, are the whole state, at every moment of a compaction.
 */
export interface JournalFiles {
  /** Number of the newest snapshot; 0 when only the package has one. */
  readonly snapshot: number;
  /** Numbers of the journals that come after it, ascending. */
  readonly journals: readonly number[];
}

const names = /^([0-9a-f]{12})\.(\d{1,9})\.(journal|safetensors)(\.\d+\.part)?$/;

/** Path of journal `number` of a package. */
export function journalPath(folder: string, version: string, number: number): string {
  return join(folder, `${version}.${number}.journal`);
}

/** Path of snapshot `number` of a package. */
export function snapshotPath(folder: string, version: string, number: number): string {
  return join(folder, `${version}.${number}.safetensors`);
}

interface Found {
  readonly name: string;
  readonly version: string;
  readonly number: number;
  readonly kind: string;
  readonly part: boolean;
}

async function listFiles(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of await readdir(folder)) {
    const [, version = "", number = "", kind = "", part] = names.exec(name) ?? [];
    if (version !== "") found.push({ name, version, number: Number(number), kind, part: part !== undefined });
  }
  return found;
}

/** Removes files whose contents a newer snapshot holds, and halves of snapshots. */
export async function removeBefore(folder: string, version: string, snapshot: number): Promise<void> {
  for (const file of await listFiles(folder)) {
    if (file.version === version && (file.number < snapshot || file.part)) await rm(join(folder, file.name), { force: true });
  }
}

/**
 * Finds a package's journal and removes those of other packages.
 * @param onNote - told of each other package whose journal is removed.
 */
export async function findJournal(folder: string, version: string, onNote: (text: string) => void): Promise<JournalFiles> {
  const all = await listFiles(folder);
  const bytesOf = new Map<string, number>();
  for (const file of all.filter((each) => each.version !== version)) {
    const { size } = await stat(join(folder, file.name));
    bytesOf.set(file.version, (bytesOf.get(file.version) ?? 0) + size);
    await rm(join(folder, file.name), { force: true });
  }
  for (const [other, bytes] of bytesOf)
    onNote(`The entity history that version ${other} had kept while serving (${bytes} bytes) is removed.`);
  const own = all.filter((file) => file.version === version && !file.part);
  const numbers = (kind: string): number[] => own.filter((file) => file.kind === kind).map((file) => file.number);
  const snapshot = Math.max(0, ...numbers("safetensors"));
  await removeBefore(folder, version, snapshot);
  const journals = numbers("journal").filter((number) => number >= snapshot);
  return { snapshot, journals: journals.sort((a, b) => a - b) };
}
