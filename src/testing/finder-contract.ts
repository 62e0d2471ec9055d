import assert from "node:assert/strict";
import { random } from "../kernels/index.ts";
import {
  type Finder,
  type FinderExamples,
  type FindOptions,
  type FindRequest,
  type FittedFinder,
  restoreFinder,
  type SavedFinder,
} from "../modeling/index.ts";
import type { ContractCheck } from "./op-contract.ts";

const items = 40;
const askers = 60;

/** Events of askers who keep to one half of a catalogue. */
export function learnableEvents(seed = 3): FinderExamples {
  const stream = random(seed).fork("events");
  const rows = Array.from({ length: askers }, (_, asker) =>
    Array.from({ length: 8 }, (_unused, step) => {
      const drawn = Math.floor(stream.next() ** 2 * (items / 2));
      return { asker, item: 2 * drawn + (stream.next() < 0.9 ? asker % 2 : 1 - (asker % 2)), time: 100 * step + stream.integer(50) };
    }),
  ).flat();
  return {
    catalogue: { ids: Array.from({ length: items }, (_, item) => `i${item}`) },
    askers: { ids: Array.from({ length: askers }, (_, asker) => `a${asker}`) },
    events: {
      askers: Int32Array.from(rows, ({ asker }) => asker),
      items: Int32Array.from(rows, ({ item }) => item),
      times: Float64Array.from(rows, ({ time }) => time),
    },
  };
}

function requestsOf({ events }: FinderExamples): FindRequest[] {
  const known = [0, 1, 7, 20].map((asker): FindRequest => {
    const rows = [...events.askers.keys()].filter((row) => events.askers[row] === asker);
    return {
      asker,
      history: Int32Array.from(rows, (row) => events.items[row] ?? 0),
      historyTimes: Float64Array.from(rows, (row) => events.times?.[row] ?? 0),
    };
  });
  return [
    ...known,
    { asker: -1, history: Int32Array.of(3, 5), historyTimes: Float64Array.of(1, 2) },
    { asker: -1, history: new Int32Array(0) },
  ];
}

function checkForm(model: FittedFinder, requests: readonly FindRequest[], options: FindOptions): void {
  const { k, items: found, scores } = model.find(requests, options);
  assert.equal(k, options.k);
  assert.equal(found.length, requests.length * k, "a row of k items for each request");
  assert.equal(scores.length, found.length, "a score for each item");
  requests.forEach((request, row) => {
    const list = [...found.subarray(row * k, (row + 1) * k)];
    const end = list.indexOf(-1) < 0 ? k : list.indexOf(-1);
    const kept = list.slice(0, end);
    assert.ok(
      list.slice(end).every((item) => item === -1),
      "nothing stands behind the end of a list",
    );
    assert.equal(new Set(kept).size, kept.length, "no item is answered twice");
    assert.ok(
      kept.every((item) => item >= 0 && item < items),
      "items are codes of the catalogue",
    );
    if (options.allow !== undefined)
      assert.ok(
        kept.every((item) => options.allow?.(item, request)),
        "only what is allowed",
      );
    const own = scores.subarray(row * k, row * k + end);
    assert.ok(
      own.every((score, at) => at === 0 || score <= (own[at - 1] ?? 0)),
      "scores fall",
    );
    assert.ok(scores.subarray(row * k + end, (row + 1) * k).every(Number.isNaN), "empty places have no score");
  });
}

function sameLists(one: FittedFinder, other: FittedFinder, requests: readonly FindRequest[], what: string): void {
  const [a, b] = [one.find(requests, { k: 10 }), other.find(requests, { k: 10 })];
  assert.deepEqual([...a.items], [...b.items], what);
  assert.deepEqual([...a.scores], [...b.scores], what);
}

/** How a finder is tried. */
export interface FinderContractOptions {
  readonly examples?: FinderExamples;
  /** What is asked, the first by somebody known; made from the events unless told. */
  readonly requests?: readonly FindRequest[];
  /** Makes a model of what was saved; the registry's way unless told. */
  readonly restore?: (saved: SavedFinder) => FittedFinder;
}

/**
 * What every finder must keep, as checks for any test runner: the form of lists, what is allowed, one request or many, the same seed, saving
 * and loading, an update that leaves the model as it is, strangers, reasons.
 * @example for (const { title, check } of finderContract(() => popularity())) it(title, check);
 */
export function finderContract(
  make: () => Finder,
  { examples = learnableEvents(), requests: asked, restore = (saved) => restoreFinder(saved) }: FinderContractOptions = {},
): ContractCheck[] {
  const requests = asked ?? requestsOf(examples);
  const fit = (): Promise<FittedFinder> => make().fit(examples, { seed: 7 });
  const facts: readonly (readonly [string, () => Promise<void>])[] = [
    [
      "gives lists in their form, of any length",
      async () => {
        const model = await fit();
        for (const k of [1, 5, items + 10]) checkForm(model, requests, { k });
      },
    ],
    [
      "answers nothing that is not allowed",
      async () => {
        const model = await fit();
        checkForm(model, requests, { k: 10, allow: (item, { history }) => item % 3 !== 0 && !history.includes(item) });
        const none = model.find(requests, { k: 3, allow: () => false });
        assert.ok(
          none.items.every((item) => item === -1),
          "nothing allowed, nothing answered",
        );
      },
    ],
    [
      "answers one request as it answers many",
      async () => {
        const model = await fit();
        const all = model.find(requests, { k: 6 });
        requests.forEach((request, row) => {
          assert.deepEqual([...model.find([request], { k: 6 }).items], [...all.items.subarray(row * 6, (row + 1) * 6)]);
        });
        assert.equal(model.find([], { k: 6 }).items.length, 0);
      },
    ],
    ["gives the same lists with the same seed", async () => sameLists(await fit(), await fit(), requests, "two fits")],
    [
      "scores finitely, in the order of its lists",
      async () => {
        const model = await fit();
        const [request] = requests;
        if (request === undefined) return;
        const list = model.find([request], { k: 5 }).items.filter((item) => item >= 0);
        const scores = model.score(request, list);
        assert.ok(scores.every(Number.isFinite), "scores are numbers");
        assert.ok(
          scores.every((score, at) => at === 0 || score <= (scores[at - 1] ?? 0) + 1e-9),
          "in the order of the list",
        );
      },
    ],
    [
      "is the same after saving and loading",
      async () => {
        const model = await fit();
        const saved = model.save();
        const plain = JSON.parse(JSON.stringify(saved.settings)) as SavedFinder["settings"];
        sameLists(model, restore({ ...saved, settings: plain }), requests, "saved and loaded");
      },
    ],
    [
      "stays as it is when it is updated",
      async () => {
        const model = await fit();
        const before = model.find(requests, { k: 10 });
        const table = examples.events.table?.take(Int32Array.of(0, 1));
        const more = { askers: Int32Array.of(0, 1), items: Int32Array.of(9, 9), times: Float64Array.of(2000, 2001) };
        const again = model.update?.({ ...more, ...(table === undefined ? {} : { table }) });
        assert.deepEqual(model.find(requests, { k: 10 }).items, before.items);
        if (again !== undefined) checkForm(again, requests, { k: 10 });
      },
    ],
    [
      "says why in a sentence",
      async () => {
        const model = await fit();
        const [request] = requests;
        const item = request === undefined ? -1 : (model.find([request], { k: 1 }).items[0] ?? -1);
        if (request === undefined || item < 0 || model.explain === undefined) return;
        const reason = model.explain(request, item);
        assert.ok(reason.sentence.length > 3, "a sentence");
        assert.ok(reason.because?.every((one) => one >= 0 && one < items) ?? true, "because of items");
      },
    ],
  ];
  return facts.map(([fact, check]) => ({ title: `${make().name} ${fact}`, check }));
}
