import { readFile } from "node:fs/promises";
import { HistoryJournal } from "../journal/history-journal.ts";
import { findJournal, journalPath, snapshotPath } from "../journal/journal-files.ts";
import type { JournalHeader } from "../journal/journal-lines.ts";
import type { JournalSettings } from "../journal/journal-settings.ts";
import { lockFolder, replay, standardLimit } from "../journal/open-journal.ts";
import type { Manifest } from "../package/manifest.ts";
import type { Feedback } from "./feedback.ts";

const columns: readonly string[] = ["asker", "item", "kind", "place", "at"];

function rowOf({ asker, item, kind, place, at }: Feedback): unknown[] {
  return [asker, item, kind, place ?? null, at];
}

function feedbackOf([asker, item, kind, place, at]: readonly unknown[]): Feedback {
  const plain = { asker: asker as string | null, item: String(item), kind: kind as Feedback["kind"], at: Number(at) };
  return typeof place === "number" ? { ...plain, place } : plain;
}

/** Where feedback is kept. */
export interface FeedbackJournal {
  /** In the journal when it resolves. @throws SERVING_JOURNAL_FAILED */
  readonly keep: (events: readonly Feedback[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the journal of a finder's feedback and applies what an earlier server had recorded.
 * @throws SERVING_JOURNAL_BUSY, SERVING_JOURNAL_FAILED, SERVING_JOURNAL_DAMAGED
 */
export async function openFeedbackJournal(
  manifest: Manifest,
  settings: JournalSettings,
  apply: (events: readonly Feedback[]) => void,
): Promise<FeedbackJournal> {
  const { folder, onNote = () => undefined } = settings;
  const lock = await lockFolder(folder);
  try {
    const version = manifest.id.slice(0, 12);
    const { snapshot, journals } = await findJournal(folder, version, onNote);
    const all: Feedback[] = [];
    const take = (rows: readonly (readonly unknown[])[]): void => {
      all.push(...rows.map(feedbackOf));
    };
    if (snapshot > 0) take(JSON.parse(await readFile(snapshotPath(folder, version, snapshot), "utf8")) as unknown[][]);
    const header: JournalHeader = { format: "millwright-journal", version: 1, package: manifest.id, columns };
    let length = 0;
    for (const number of journals) {
      length = await replay(journalPath(folder, version, number), header, onNote, (entry) => {
        if ("rows" in entry) take(entry.rows);
      });
    }
    apply(all);
    if (all.length > 0) onNote(`Feedback: ${all.length} events of an earlier server are in it again.`);
    const journal = new HistoryJournal({
      folder,
      version,
      header,
      number: journals.at(-1) ?? snapshot,
      length,
      sync: settings.sync ?? false,
      limitBytes: settings.limitBytes ?? standardLimit,
      onNote,
      save: () => new TextEncoder().encode(JSON.stringify(all.map(rowOf))),
    });
    return {
      keep: async (events) => {
        journal.checkReady();
        journal.record({ rows: events.map(rowOf) });
        await journal.commit();
        all.push(...events);
      },
      close: () => journal.close().finally(() => lock.release()),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
