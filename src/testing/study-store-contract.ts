import assert from "node:assert/strict";
import type { Claim, StudyRequest, StudyStore } from "../ledger/index.ts";
import type { ContractCheck } from "./op-contract.ts";

const minute = 60_000;
const request: StudyRequest = {
  key: "key-1",
  system: "churn",
  candidate: "trees",
  terms: '{"space":"a","folds":5}',
  job: '{"system":"churn"}',
};
/** A lease that has run out when it is given: its worker is lost at once, without any clock to wait for. */
const lost = -1000;

async function taken(store: StudyStore, study: string, worker: string = "w", leaseMs: number = minute): Promise<Claim> {
  const claim = await store.claim(study, { worker, leaseMs });
  assert.ok(claim !== undefined, "there is a trial to take");
  return claim;
}

async function trialsOf(store: StudyStore, study: string) {
  return (await store.changes(study, 0)).trials;
}

async function findsStudies(store: StudyStore): Promise<void> {
  const first = await store.open(request, { most: 5 });
  assert.equal((await store.open(request, { most: 9 })).study, first.study, "the same key is the same study");
  assert.equal((await store.study(first.study))?.most, 9, "a study may be given more trials");
  const other = await store.open({ ...request, key: "key-2" }, { most: 5 });
  assert.notEqual(other.study, first.study);
  await store.close(other.study, "{}");
  assert.deepEqual(
    (await store.studies({ status: "open" })).map(({ study }) => study),
    [first.study],
  );
  assert.equal((await store.studies({ system: "churn" })).length, 2);
  assert.equal((await store.studies({ key: "nothing" })).length, 0);
  assert.equal(await store.study("nothing"), undefined);
  assert.equal((await store.study(other.study))?.result, "{}");
}

async function refusesOtherTerms(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 5 });
  const changed = { ...request, terms: '{"space":"b","folds":5}' };
  await assert.rejects(store.open(changed, { most: 5 }), { code: "LEDGER_STUDY_DIFFERS", message: /another space/ });
  const fresh = await store.open(changed, { most: 5, fresh: true });
  assert.notEqual(fresh.study, study);
  assert.equal((await store.study(study))?.status, "closed");
  assert.deepEqual(
    (await store.studies()).map((one) => one.study),
    [fresh.study],
  );
}

async function numbersTrials(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const claims = [await taken(store, study), await taken(store, study), await taken(store, study)];
  assert.deepEqual(
    claims.map(({ number }) => number),
    [0, 1, 2],
  );
  assert.equal(await store.claim(study, { worker: "w", leaseMs: minute }), undefined, "no trial beyond the most");
  await store.open(request, { most: 4 });
  assert.equal((await taken(store, study)).number, 3);
}

async function keepsWhatIsTold(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const claim = await taken(store, study, "worker");
  const parameters = { rate: 0.1, trees: 100, booster: "dart", fast: true };
  assert.ok(await store.propose(claim, parameters));
  assert.ok(await store.report(claim, { step: 0, value: 0.5 }));
  assert.ok(await store.report(claim, { step: 1, value: 0.25 }));
  const outcome = { state: "complete" as const, values: [0.125], measured: { folds: [0.1, 0.15], seconds: 2 } };
  assert.ok(await store.tell(claim, outcome));
  const [trial] = await trialsOf(store, study);
  assert.deepEqual(
    { ...trial, startedAt: "" },
    {
      number: 0,
      state: "complete",
      parameters,
      outcome,
      reports: [
        { step: 0, value: 0.5 },
        { step: 1, value: 0.25 },
      ],
      worker: "worker",
      attempt: 1,
      startedAt: "",
    },
  );
  assert.equal(await store.tell(claim, outcome), false, "an outcome is told once");
}

async function tellsChanges(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const [first, second] = [await taken(store, study), await taken(store, study)];
  const before = await store.changes(study, 0);
  assert.deepEqual(
    before.trials.map(({ number }) => number),
    [0, 1],
  );
  assert.deepEqual(await store.changes(study, before.revision), { revision: before.revision, trials: [] });
  await store.report(second, { step: 0, value: 1 });
  const after = await store.changes(study, before.revision);
  assert.deepEqual(
    after.trials.map(({ number, reports }) => [number, reports.length]),
    [[1, 1]],
  );
  await store.tell(first, { state: "failed", values: [], reason: "threw" });
  assert.deepEqual(
    (await store.changes(study, after.revision)).trials.map(({ state }) => state),
    ["failed"],
  );
}

async function takesOverFromLost(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const claim = await taken(store, study, "dead", lost);
  await store.propose(claim, { x: 1 });
  await store.report(claim, { step: 0, value: 1 });
  const again = await taken(store, study, "alive");
  assert.deepEqual(again, { study, number: 0, attempt: 2, parameters: { x: 1 } }, "the same trial with the same parameters");
  assert.deepEqual((await trialsOf(store, study))[0]?.reports, [], "without what the first attempt reported");
  assert.equal(await store.report(claim, { step: 1, value: 1 }), false, "the lost worker cannot report");
  assert.equal(await store.tell(claim, { state: "complete", values: [1] }), false, "nor end it");
  assert.ok(await store.heartbeat(again, minute));
  assert.ok(await store.tell(again, { state: "complete", values: [2] }));
}

async function givesUpDeadlyTrials(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 2 });
  for (let attempt = 1; attempt <= 3; attempt++) assert.equal((await taken(store, study, "dead", lost)).attempt, attempt);
  assert.equal((await taken(store, study)).number, 1);
  const [deadly] = await trialsOf(store, study);
  assert.equal(deadly?.state, "failed");
  assert.match(deadly?.outcome?.reason ?? "", /lost 3 times/);
}

async function reclaims(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const [busy, silent] = [await taken(store, study, "busy"), await taken(store, study, "silent", lost)];
  await store.reclaim(study);
  const { revision, trials } = await store.changes(study, 0);
  assert.deepEqual(
    trials.map(({ number, state }) => [number, state]),
    [
      [busy.number, "running"],
      [silent.number, "waiting"],
    ],
  );
  await store.reclaim(study);
  assert.deepEqual((await store.changes(study, revision)).trials, [], "where nothing is lost, nothing changes");
}

async function letsGo(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  for (let round = 0; round < 5; round++) await store.letGo(await taken(store, study));
  assert.equal((await taken(store, study, "host-1")).attempt, 6, "given back politely, it is not counted as lost");
  const other = await taken(store, study, "host-2");
  await store.release(study, "host-1");
  assert.deepEqual(
    (await trialsOf(store, study)).map(({ state }) => state),
    ["waiting", "running"],
  );
  assert.ok(await store.heartbeat(other, minute));
}

async function closes(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const [first, second] = [await taken(store, study), await taken(store, study)];
  await store.close(study, '{"best":0}');
  assert.equal(await store.claim(study, { worker: "w", leaseMs: minute }), undefined);
  assert.equal(await store.heartbeat(first, minute), false, "its worker learns that it can stop");
  assert.ok(await store.tell(first, { state: "complete", values: [1] }), "what was finished all the same is kept");
  const opened = await store.open(request, { most: 3 });
  assert.deepEqual([opened.study, opened.result], [study, '{"best":0}']);
  assert.equal((await taken(store, study)).number, second.number);
}

async function locks(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 3 });
  const lock = await store.lock(study);
  assert.ok(lock !== undefined);
  assert.equal(await store.lock(study), undefined, "one steers at a time");
  await lock.release();
  const next = await store.lock(study);
  assert.ok(next !== undefined);
  await next.release();
}

async function standsCrowds(store: StudyStore): Promise<void> {
  const { study } = await store.open(request, { most: 200 });
  const work = async (worker: string): Promise<void> => {
    for (;;) {
      const claim = await store.claim(study, { worker, leaseMs: minute });
      if (claim === undefined) return;
      await store.propose(claim, { x: claim.number });
      assert.ok(await store.tell(claim, { state: "complete", values: [claim.number] }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, index) => work(`w${index}`)));
  const trials = await trialsOf(store, study);
  assert.deepEqual(
    trials.map(({ number, outcome, attempt }) => [number, outcome?.values[0], attempt]),
    Array.from({ length: 200 }, (_, number) => [number, number, 1]),
  );
}

const checks: readonly (readonly [string, (store: StudyStore) => Promise<void>])[] = [
  ["finds a study by its key and lists studies by what they are", findsStudies],
  ["refuses a study with other terms, and leaves it behind for a fresh one", refusesOtherTerms],
  ["numbers trials without gaps, up to the most", numbersTrials],
  ["gives back what a trial was told", keepsWhatIsTold],
  ["tells what has changed since a revision, and nothing else", tellsChanges],
  ["gives the trial of a lost worker to another, who alone can end it", takesOverFromLost],
  ["gives up a trial that loses every worker", givesUpDeadlyTrials],
  ["takes trials back from workers that are silent for too long", reclaims],
  ["takes trials back from who lets them go, and from those that are known to be dead", letsGo],
  ["closes: no trial is taken any more, and the study goes on when it is opened again", closes],
  ["has one lock per study", locks],
  ["gives each of 200 trials to one of eight who ask at once", standsCrowds],
];

/**
 * The conformance suite of a store of studies.
 * @param open - a new, empty store for each check.
 * @example for (const { title, check } of studyStoreContract("SQLite", openStore)) it(title, check);
 */
export function studyStoreContract(name: string, open: () => Promise<StudyStore>): ContractCheck[] {
  return checks.map(([title, check]) => ({
    title: `${name} ${title}`,
    check: async () => {
      const store = await open();
      try {
        await check(store);
      } finally {
        await store.end();
      }
    },
  }));
}
