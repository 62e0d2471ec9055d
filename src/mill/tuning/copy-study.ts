import { openStudies, type StudyStore } from "../../ledger/index.ts";

/**
 * Copies a study that ended into the ledger of a directory, where runs look for it, unless it is there already. An earlier copy is
 * replaced.
 */
export async function copyStudy(from: StudyStore, study: string, directory: string): Promise<void> {
  const record = await from.study(study);
  if (record === undefined || from.place === directory) return;
  const { trials } = await from.changes(study, 0);
  const to = await openStudies(directory);
  try {
    const copy = await to.open(record, { most: trials.length, fresh: true });
    for (const { parameters = {}, outcome, reports, worker } of trials) {
      const claim = await to.claim(copy.study, { worker, leaseMs: 60_000 });
      if (claim === undefined) break;
      await to.propose(claim, parameters);
      for (const report of reports) await to.report(claim, report);
      await to.tell(claim, outcome ?? { state: "failed", values: [], reason: "the study ended before it did" });
    }
    await to.close(copy.study, record.result);
  } finally {
    await to.end();
  }
}
