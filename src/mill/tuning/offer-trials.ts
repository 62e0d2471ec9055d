import { openTrialQueue } from "../../ledger/index.ts";
import { isOver } from "./study-history.ts";
import type { StudyDesk } from "./work-on-study.ts";

/** Offers that stand at a time: enough for as many workers, which take the next one when theirs is done. */
const standing = 32;
/** Milliseconds between two looks at what was taken. */
const everyMs = 1000;

/** Keeps trials of a study on offer to workers on other machines until it is ended. @throws LEDGER_STORE_UNREACHABLE */
export async function offerTrials(url: string, { study, history }: StudyDesk, most: number): Promise<{ end(): Promise<void> }> {
  const queue = await openTrialQueue(url);
  let offering = Promise.resolve();
  const offer = (): void => {
    // Trials under way count too: one whose worker is lost has to be taken over by somebody.
    const over = history.records.filter(isOver).length;
    // A round that fails is made up for by the next one; a database that is gone is told by the study's own store.
    offering = offering.then(() => queue.offer(study, Math.min(standing, Math.max(0, most - over)))).catch(() => undefined);
  };
  offer();
  const timer = setInterval(offer, everyMs);
  return {
    end: async () => {
      clearInterval(timer);
      await offering;
      await queue.end();
    },
  };
}
