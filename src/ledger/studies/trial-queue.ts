import { MillwrightError } from "../../errors/index.ts";
import { shownAddress } from "./postgres-connection.ts";

/** Tells workers on any machine that a study has trials to give. What they then do is settled by the study's own store. */
export interface TrialQueue {
  /** Sees to it that so many trials of a study are on offer. */
  offer(study: string, trials: number): Promise<void>;
  /** Takes one offer; undefined where there is none at the moment. */
  take(): Promise<TrialOffer | undefined>;
  end(): Promise<void>;
}

/** An offer that was taken; one that is neither done nor touched for a minute is offered to another worker. */
export interface TrialOffer {
  readonly study: string;
  touch(): Promise<void>;
  done(): Promise<void>;
}

const queue = "millwright-trials";
const schema = "millwright_queue";

/** Seconds of silence after which an offer goes to another worker. */
const silenceSeconds = 60;

/**
 * The queue of trials in a PostgreSQL database, kept by pg-boss in the schema `millwright_queue`.
 * @throws LEDGER_STORE_UNREACHABLE
 */
export async function openTrialQueue(url: string): Promise<TrialQueue> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ connectionString: url, schema, max: 2, application_name: "millwright queue" });
  // Its housekeeping tries again by itself; what a caller asks for fails aloud.
  boss.on("error", () => undefined);
  try {
    await boss.start();
    await boss.createQueue(queue, { policy: "short", heartbeatSeconds: silenceSeconds, expireInSeconds: 86_400, retryLimit: 3 });
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw new MillwrightError(
      "LEDGER_STORE_UNREACHABLE",
      `${shownAddress(url)} cannot keep a queue: ${error instanceof Error ? error.message : String(error)}.`,
      "Check the address, and that the name may create the schema millwright_queue.",
      { cause: error },
    );
  }
  return {
    offer: async (study, trials) => {
      // The policy "short" keeps one waiting job per key: an offer that nobody has taken yet is not made twice.
      for (let place = 0; place < trials; place++) await boss.send(queue, { study }, { singletonKey: `${study}/${place}` });
    },
    take: async () => {
      const [job] = await boss.fetch<{ readonly study: string }>(queue);
      if (job === undefined) return undefined;
      return {
        study: job.data.study,
        touch: async () => void (await boss.touch(queue, job.id)),
        done: async () => void (await boss.complete(queue, job.id)),
      };
    },
    end: () => boss.stop({ graceful: false }),
  };
}
