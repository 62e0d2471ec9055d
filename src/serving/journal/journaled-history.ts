import type { RunLock } from "../../ledger/index.ts";
import type { LateLabel, OnlineHistory } from "../model/online-history.ts";
import type { HistoryJournal } from "./history-journal.ts";
import type { RowForm } from "./row-form.ts";

/** A label with nothing of its row but what places it. */
function placed({ row, values }: LateLabel, placing: readonly string[]): LateLabel {
  return { row: Object.fromEntries(placing.filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name]])), values };
}

/**
 * A history that notes in a journal what changes it.
 * @param placing - columns that place a row in the past.
 * @param lock - held until the history is closed.
 */
export function journaledHistory(
  history: OnlineHistory,
  journal: HistoryJournal,
  form: RowForm,
  placing: readonly string[],
  lock: RunLock,
): OnlineHistory {
  let closing: Promise<void> | undefined;
  return {
    ...history,
    // Rows of many requests share an append: the server commits before it answers.
    advance: (rows) => {
      journal.checkReady();
      const full = history.advance(rows);
      journal.record({ rows: form.write(rows) });
      return full;
    },
    observe: (rows) => {
      journal.checkReady();
      history.observe(rows);
      journal.record({ rows: form.write(rows) });
      journal.commitNow();
    },
    label: (labels) => {
      journal.checkReady();
      const found = history.label(labels);
      if (found > 0) journal.record({ labels: labels.map((label) => placed(label, placing)) });
      journal.commitNow();
      return found;
    },
    commit: () => journal.commit(),
    close: () => {
      closing ??= journal.close().finally(() => lock.release());
      return closing;
    },
  };
}
