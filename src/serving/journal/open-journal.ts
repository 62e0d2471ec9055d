import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MillwrightError } from "../../errors/index.ts";
import { type RunLock, takeRunLock } from "../../ledger/index.ts";
import { type OnlineHistory, openHistory, placingColumns } from "../model/online-history.ts";
import type { Manifest } from "../package/manifest.ts";
import { HistoryJournal } from "./history-journal.ts";
import { findJournal, journalPath, snapshotPath } from "./journal-files.ts";
import { type JournalEntry, type JournalHeader, readJournal } from "./journal-lines.ts";
import type { JournalSettings } from "./journal-settings.ts";
import { journaledHistory } from "./journaled-history.ts";
import { journalRows, type RowForm } from "./row-form.ts";

/** Bytes of appends after which they are replaced by a snapshot. */
export const standardLimit: number = 64 * 1024 * 1024;

/** Holds other servers off a journal's folder. @throws SERVING_JOURNAL_BUSY, SERVING_JOURNAL_FAILED */
export async function lockFolder(folder: string): Promise<RunLock> {
  let lock: RunLock | undefined;
  try {
    // Names of entities stand in it, such as card numbers: for the server's own user only.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    lock = takeRunLock(join(folder, "lock.sqlite"));
  } catch (cause) {
    throw new MillwrightError(
      "SERVING_JOURNAL_FAILED",
      `the folder ${folder} cannot be written (${(cause as Error).message}).`,
      "Give write permission to it, or choose another.",
      { cause },
    );
  }
  if (lock !== undefined) return lock;
  throw new MillwrightError(
    "SERVING_JOURNAL_BUSY",
    `another server keeps the entity history in ${folder}.`,
    "Stop it first: two would not see each other's rows. Or serve from another directory.",
  );
}

function damaged(path: string, what: string): MillwrightError {
  return new MillwrightError(
    "SERVING_JOURNAL_DAMAGED",
    `${path}: ${what}.`,
    "Restore the file from a copy, or move its folder away to start with the package's own history.",
  );
}

function checkHeader(line: unknown, header: JournalHeader, path: string): void {
  if (JSON.stringify(line) === JSON.stringify(header)) return;
  throw damaged(path, `its first line is not that of package ${header.package.slice(0, 12)}`);
}

/** What was read from the journals. */
interface Replayed {
  rows: number;
  labels: number;
  /** Bytes of whole lines in the last journal. */
  length: number;
}

function replayEntry(entry: JournalEntry, history: OnlineHistory, form: RowForm, replayed: Replayed): void {
  if ("rows" in entry) {
    history.replay(form.read(entry.rows));
    replayed.rows += entry.rows.length;
  } else {
    history.label(entry.labels);
    replayed.labels += entry.labels.length;
  }
}

/** Replays one journal. @throws SERVING_JOURNAL_DAMAGED */
export async function replay(
  path: string,
  header: JournalHeader,
  onNote: (text: string) => void,
  each: (entry: JournalEntry) => void,
): Promise<number> {
  const bytes = await readFile(path);
  const { lines, length, damagedLine } = readJournal(bytes);
  if (damagedLine !== undefined) throw damaged(path, `line ${damagedLine} is damaged, and whole lines follow it`);
  if (length < bytes.length) {
    onNote(`The last ${bytes.length - length} bytes of ${path} were cut short and are left out; no reply had waited for them.`);
  }
  let number = 0;
  for (const line of lines) {
    if (number++ === 0) checkHeader(line, header, path);
    else each(line as JournalEntry);
  }
  return length;
}

/**
 * The history that a package brings with all that was observed and told since, kept in a journal from now on.
 * @param bytes - the package's history.safetensors.
 * @throws SERVING_JOURNAL_BUSY, SERVING_JOURNAL_FAILED, SERVING_JOURNAL_DAMAGED
 */
export async function openJournaledHistory(
  manifest: Manifest,
  bytes: Uint8Array | undefined,
  now: () => number,
  settings: JournalSettings,
): Promise<OnlineHistory> {
  const { folder, onNote = () => undefined } = settings;
  const lock = await lockFolder(folder);
  try {
    const version = manifest.id.slice(0, 12);
    const { snapshot, journals } = await findJournal(folder, version, onNote);
    const history = openHistory(manifest, snapshot === 0 ? bytes : await readFile(snapshotPath(folder, version, snapshot)), now);
    const form = journalRows(manifest);
    const header: JournalHeader = { format: "millwright-journal", version: 1, package: manifest.id, columns: form.columns };
    const replayed: Replayed = { rows: 0, labels: 0, length: 0 };
    for (const number of journals) {
      const path = journalPath(folder, version, number);
      replayed.length = await replay(path, header, onNote, (entry) => replayEntry(entry, history, form, replayed));
    }
    if (replayed.rows + replayed.labels > 0) {
      onNote(`Entity history: ${replayed.rows} rows and ${replayed.labels} labels of an earlier server are in it again.`);
    }
    const journal = new HistoryJournal({
      folder,
      version,
      header,
      number: journals.at(-1) ?? snapshot,
      length: replayed.length,
      sync: settings.sync ?? false,
      limitBytes: settings.limitBytes ?? standardLimit,
      onNote,
      save: () => history.save() ?? new Uint8Array(0),
    });
    return journaledHistory(
      history,
      journal,
      form,
      placingColumns(manifest).map((rule) => rule.name),
      lock,
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}
