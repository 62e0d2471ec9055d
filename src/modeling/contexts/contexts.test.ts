import { describe, expect, test } from "vitest";
import { Table } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import type { Events, FinderExamples, FindRequest } from "../finding/finder.ts";
import { contextRanker, restoreContextRanker } from "./context-ranker.ts";

const DAYTIMES = ["morning", "noon", "evening"];

function eventsOf(rows: readonly { asker: number; item: number; daytime: number; uses: number }[]): Events {
  const daytime = { kind: "category", codes: Int32Array.from(rows, (row) => row.daytime), dictionary: DAYTIMES } as const;
  const place = { kind: "text", values: rows.map((_, i) => (i % 5 === 0 ? null : "home")) } as const;
  return {
    askers: Int32Array.from(rows, (row) => row.asker),
    items: Int32Array.from(rows, (row) => row.item),
    weight: Float64Array.from(rows, (row) => row.uses),
    table: new Table("events", { daytime, place }),
  };
}

/** Everybody uses one of three own items, by the time of day; every fifth time another one. */
function habits(seed: number): FinderExamples {
  const draw = random(seed);
  const rows = Array.from({ length: 1500 }, () => {
    const [asker, daytime] = [draw.integer(30), draw.integer(3)];
    const item = draw.next() < 0.2 ? draw.integer(40) : ((asker * 7) % 13) * 3 + daytime;
    return { asker, daytime, item, uses: 1 + draw.integer(9) };
  });
  const ids = (count: number, letter: string): string[] => Array.from({ length: count }, (_, i) => `${letter}${i}`);
  return { catalogue: { ids: ids(40, "app") }, askers: { ids: ids(31, "user") }, events: eventsOf(rows) };
}

const settings = { columns: ["daytime", "place"], rounds: 40, leaves: 8, minimumLeafRows: 20, folds: 3, popular: 10, companions: 10 };
const ask = (asker: number, daytime: string, history: readonly number[] = []): FindRequest => ({
  asker,
  history: Int32Array.from(history),
  context: { daytime, place: "home" },
});

describe("a ranker by context", () => {
  test("finds the habit of the time of day, with its probability and the reason", async () => {
    const model = await contextRanker(settings).fit(habits(1), { seed: 2 });
    for (const asker of [0, 5, 11]) {
      for (const [daytime, name] of DAYTIMES.entries()) {
        const lists = model.find([ask(asker, name)], { k: 3 });
        expect(lists.items[0]).toBe(((asker * 7) % 13) * 3 + daytime);
        expect(lists.scores[0]).toBeGreaterThan(0.65);
        expect(lists.scores[0]).toBeLessThan(0.92);
      }
    }
    expect(model.explain?.(ask(0, "noon"), 1).sentence).toMatch(/^used in \d+ moments: \d+ with daytime noon/);
  });

  test("has no favourite for those it does not know, and still answers", async () => {
    const model = await contextRanker(settings).fit(habits(1), { seed: 2 });
    const lists = model.find(
      [ask(30, "noon"), ask(-1, "noon", [3, 3, 4, 99]), ask(-1, "never seen"), { asker: -1, history: new Int32Array(0) }],
      {
        k: 4,
      },
    );
    expect([...lists.items].every((item) => item >= 0 && item < 40)).toBe(true);
    expect(lists.scores[0]).toBeLessThan(0.5);
    const filtered = model.find([ask(0, "noon")], { k: 40, allow: (item) => item === 7 });
    expect([...filtered.items].filter((item) => item >= 0).every((item) => item === 7)).toBe(true);
  });

  test("gives the same bits again, and after save and load", async () => {
    const [model, twin] = [
      await contextRanker(settings).fit(habits(1), { seed: 2 }),
      await contextRanker(settings).fit(habits(1), { seed: 2 }),
    ];
    const requests = [ask(0, "noon"), ask(7, "evening"), ask(-1, "noon", [3])];
    const lists = model.find(requests, { k: 10 });
    expect(twin.find(requests, { k: 10 })).toEqual(lists);
    const saved = structuredClone(model.save());
    expect(restoreContextRanker(saved).find(requests, { k: 10 })).toEqual(lists);
    expect([...model.score(ask(0, "noon"), lists.items.subarray(0, 3))]).toEqual([...lists.scores.subarray(0, 3)]);
    expect(() => restoreContextRanker({ ...saved, tensors: { ...saved.tensors, "events.codes": new Int32Array(3) } })).toThrow(/cut short/);
  });

  test("keeps events of one context together where it is asked to", async () => {
    const finder = contextRanker({ ...settings, apart: "contexts", folds: 2, rounds: 10 });
    const model = await finder.fit(habits(1), { seed: 2 });
    const usual = await contextRanker({ ...settings, folds: 2, rounds: 10 }).fit(habits(1), { seed: 2 });
    const lists = model.find([ask(0, "noon")], { k: 5 });
    expect([...lists.items].every((item) => item >= 0)).toBe(true);
    expect(lists.scores).not.toEqual(usual.find([ask(0, "noon")], { k: 5 }).scores);
    expect(() => contextRanker({ columns: ["daytime"], apart: "days" as never })).toThrow("MODELING_SETTING_INVALID");
  });

  test("counts new events at once", async () => {
    const model = await contextRanker(settings).fit(habits(1), { seed: 2 });
    const rows = Array.from({ length: 60 }, () => ({ asker: 30, item: 8, daytime: 1, uses: 3 }));
    const more = model.update?.(eventsOf(rows));
    expect(more?.find([ask(30, "noon")], { k: 1 }).items[0]).toBe(8);
    expect(model.score(ask(30, "noon"), Int32Array.of(8))[0]).toBeLessThan(more?.score(ask(30, "noon"), Int32Array.of(8))[0] ?? 0);
  });

  test("refuses events without a context, columns twice, and too few events", async () => {
    const { events, ...rest } = habits(1);
    const { table: _, ...bare } = events;
    await expect(contextRanker(settings).fit({ ...rest, events: bare }, { seed: 1 })).rejects.toThrow("MODELING_CONTEXT_MISSING");
    expect(() => contextRanker({ columns: ["daytime", "daytime"] })).toThrow("MODELING_SETTING_INVALID");
    const none = { ...rest, events: eventsOf([]) };
    await expect(contextRanker(settings).fit(none, { seed: 1 })).rejects.toThrow("MODELING_TOO_FEW_ROWS");
  });
});
